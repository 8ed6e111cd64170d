// Taro's weapp templates drop aria-*: these are the ones we use, on the components that carry them.
const NAMES = [
  'role',
  'label',
  'hidden',
  'checked',
  'disabled',
  'expanded',
  'live',
  'selected',
  'modal',
  'required',
  'invalid',
  'current'
]
const ARIA = Object.fromEntries(NAMES.map((name) => [`aria-${name}`, '']))
module.exports.components = Object.fromEntries(
  ['View', 'Text', 'Image', 'Button', 'Input', 'Textarea', 'ScrollView'].map((component) => [component, ARIA])
)
