import {
  addGlobalErrorListener,
  addGlobalWarningListener,
  globalOptions,
  Event as TreeEvent
} from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { HostBackend } from './backend.ts'
import type { Data, Host, Part } from './types.ts'

type Definition = { register: () => unknown }
/** The adapter's code space: pages, components and their templates by path. */
export type CodeSpace = {
  addCompiledTemplate: (path: string, template: object) => void
  addComponentStaticConfig: (path: string, config: object) => void
  component: (path: string) => {
    definition: (options: Data) => Definition
    pageDefinition: (options: Data) => Definition
    register: () => unknown
  }
  behavior: () => { definition: (options: Data) => Definition }
  getComponentSpace: () => Space
  prepareComponentOptions: (is: string, options: unknown) => [Data]
}
export type Space = {
  defineComponent: (options: object) => unknown
  setGlobalUsingComponent: (tag: string, component: unknown) => void
}
export type Root = {
  get: () => Part
  attach: (parent: Element, placeholder: Element) => void
  getComponent: () => unknown
  release: () => void
}
export type Engine = { space: CodeSpace; createRoot: (path: string) => Root }

// A Taro property that is not set arrives as undefined and takes its default, as it does in WeChat.
const HARMLESS = /but get null value|is not a valid property/

/** glass-easel with the package's templates, configs and styles in it, and its complaints kept. */
export function startEngine(host: Host): Engine {
  globalOptions.throwGlobalError = false
  addGlobalErrorListener((error, method) => {
    host.report(String(method || 'error'), error)
    return false
  })
  addGlobalWarningListener((message) => {
    if (!HARMLESS.test(String(message))) host.warnings.push(String(message))
    return false
  })
  const env = new MiniProgramEnv()
  const context = new HostBackend()
  const backend = env.associateBackend(context as never)
  context.onEvent(((target: never, type: string, detail: never, init: never) => {
    const event = new TreeEvent(type, detail, init)
    TreeEvent.dispatchEvent(target, event)
    return event.getEventBubbleStatus()
  }) as never)
  const space = env.createCodeSpace('', true) as unknown as CodeSpace
  const prepare = space.prepareComponentOptions
  space.prepareComponentOptions = function (is, options) {
    const prepared = prepare.call(this, is, options)
    Object.assign(prepared[0], { writeIdToDOM: true, idPrefixGenerator: null })
    return prepared
  }
  const { templates, configs, app } = host.pkg
  const groups = new Function(`return ${templates}`)() as Record<string, unknown>
  for (const [path, content] of Object.entries(groups))
    space.addCompiledTemplate(path, { groupList: groups, content, fallbackListenerOnNativeNode: true })
  for (const [path, config] of Object.entries(configs))
    if (path !== 'app')
      space.addComponentStaticConfig(path, {
        ...config,
        usingComponents: { ...app.usingComponents, ...config.usingComponents }
      })
  return {
    space,
    createRoot: (path) => backend.createRoot('page', space as never, path) as unknown as Root
  }
}
