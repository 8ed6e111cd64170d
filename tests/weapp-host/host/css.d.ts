declare module '*.css' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: the bundler gives a stylesheet as the default
  export default text
}
