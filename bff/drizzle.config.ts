import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: './bff/src/**/*.table.ts',
  out: './bff/migrations'
})
