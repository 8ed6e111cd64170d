const { resolve } = require('node:path')
const { components } = require('./aria-props.cjs')

/** Adds aria-* to the templates and, alike, to the runtime: prop aliases are alphabetical, so both must know the same names. */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template?.mergeComponents) return
      platform.template.mergeComponents(ctx, components)
      platform.runtimePath = [].concat(platform.runtimePath, resolve(__dirname, 'aria-runtime.js'))
    }
  })
}
