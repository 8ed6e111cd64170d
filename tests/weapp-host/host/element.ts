type Attributes = Record<string, string | boolean | undefined | ((event: Event) => void)>

/** An element of the host's own chrome; a function among the attributes listens to the event of that name. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value)
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value))
  }
  made.append(...children)
  return made
}

export function addStyle(css: string, name: string): void {
  document.head.append(element('style', { 'data-weapp': name }, css))
}
