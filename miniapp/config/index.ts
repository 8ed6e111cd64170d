import { resolve } from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { ProvidePlugin } from 'webpack'
import { pictures } from './icons.ts'

const names = { namingPattern: 'module', generateScopedName: '[name]__[local]' }
// Text keeps its size on every phone, so lengths are plain px and nothing is scaled by the screen's width.
// The query client is published for newer engines than our oldest phones have; shared rules come as
// TypeScript.
const compile = { include: [(file: string) => /[\\/](@tanstack|shared[\\/]src[\\/]rules)[\\/]/.test(file)] }
const postcss = { pxtransform: { enable: false, config: {} }, cssModules: { enable: false, config: names } }

export default defineConfig<'webpack5'>(async () => {
  const isH5 = process.env.TARO_ENV === 'h5'
  const settings: UserConfigExport<'webpack5'> = {
    projectName: 'bangban',
    date: '2026-11-23',
    designWidth: 375,
    deviceRatio: { 375: 2 },
    sourceRoot: 'src',
    outputRoot: isH5 ? 'dist-h5' : 'dist',
    plugins: [resolve(__dirname, 'aria.cjs')],
    defineConstants: {
      API_BASE: JSON.stringify(isH5 ? '' : (process.env.API_BASE ?? 'http://127.0.0.1:8080')),
      COUNTY: JSON.stringify(process.env.COUNTY ?? '370829'),
      PRIVACY_VERSION: JSON.stringify('2026-11')
    },
    copy: { patterns: [], options: {} },
    framework: 'react',
    sass: { data: pictures() },
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: process.env.TARO_CACHE === '1' },
    mini: {
      postcss,
      compile,
      // A free name cannot be added to the mini-program's globals, so the bundle brings it.
      webpackChain: (chain) => {
        const abort = resolve(__dirname, '../src/lib/abort.ts')
        chain.plugin('abort').use(ProvidePlugin, [{ AbortController: [abort, 'AbortController'] }])
      }
    },
    h5: {
      publicPath: '/',
      // What several pages use is sent once: Taro would pack its components into every page anew.
      webpackChain: (chain) => {
        chain.optimization.splitChunks({
          chunks: 'all',
          minSize: 10_000,
          maxAsyncRequests: 8,
          cacheGroups: {
            default: false,
            defaultVendors: false,
            everywhere: { name: 'everywhere', chunks: 'async', minChunks: 20, priority: 20 },
            shared: { chunks: 'async', minChunks: 2, priority: 10, reuseExistingChunk: true }
          }
        })
      },
      compile,
      staticDirectory: 'static',
      router: { mode: 'browser' },
      // The page itself loads what was built, after it has shown its first words.
      htmlPluginOption: { inject: false },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css'
      },
      postcss: { autoprefixer: { enable: true, config: {} }, ...postcss }
    }
  }
  return settings
})
