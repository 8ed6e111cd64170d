import type { Finding } from 'shared/findings.ts'
import { applying, pathsOf } from 'shared/rules/situations.ts'
import { error, placesOf, type Rule } from './finding.rules.ts'
import { leadingOn } from './tree.rules.ts'

const bare = (name: string) => name.replace(/[\s（(].*$/, '')

/**
 * Where each material comes from, and that nobody carries from one department to the next what the hall can
 * look up.
 */
export const sources: Rule = (item, { department, departments }) =>
  placesOf(item.materials, 'materials', '材料').flatMap(({ one, at, place }): Finding[] => {
    const found: Finding[] = []
    const { source, issuer } = one
    if (!source)
      found.push(
        error(
          `${at}/source`,
          place,
          'source',
          '没有写从哪里来',
          '写明：自备、窗口领表、某单位出具，或窗口自行核验'
        )
      )
    if (source === 'issued' && !issuer)
      found.push(error(`${at}/issuer`, place, 'source', '没有写由哪个单位出具', '写出出具单位的全称'))
    if (source !== 'shared' && issuer === department)
      found.push(
        error(
          `${at}/issuer`,
          place,
          'sharedAlready',
          '这是本部门自己出具的材料',
          '改为“窗口自行核验，不用群众带”'
        )
      )
    else if (source !== 'shared' && issuer && departments.includes(issuer))
      found.push(
        error(
          `${at}/issuer`,
          place,
          'sharedAlready',
          `${issuer}就在本县，不应让群众来回跑`,
          `改为“窗口向${issuer}核验，不用群众带”`
        )
      )
    return found
  })

/** Two papers of one name on one way: which one is meant? Each pair is reported once. */
export const sameNames: Rule = (item) => {
  const found = new Map<string, Finding>()
  const places = placesOf(item.materials, 'materials', '材料').map((place) => ({
    ...place,
    when: place.one.when
  }))
  for (const path of leadingOn(pathsOf(item.questions))) {
    const seen = new Set<string>()
    for (const { one, at, place } of applying(places, path)) {
      const name = bare(one.name)
      if (seen.has(name) && !found.has(at))
        found.set(
          at,
          error(
            `${at}/name`,
            place,
            'duplicate',
            '同一种情形下出现两份同名材料',
            '合并为一份，或在名称里写清各是什么'
          )
        )
      seen.add(name)
    }
  }
  return [...found.values()]
}

/** An item of the same name elsewhere in the county: a citizen cannot tell them apart. */
export const sameItems: Rule = (item, { otherNames }) =>
  otherNames.includes(item.name)
    ? [error('name', '事项名称', 'duplicate', '县里已有同名事项', '合并，或在名称里写清区别')]
    : []

/** A form's fields: a choice has what to choose from, and what an answer fills in is asked. */
export const formFields: Rule = ({ materials, questions }) =>
  placesOf(materials, 'materials', '材料').flatMap(({ one, at, place }) =>
    (one.fields ?? []).flatMap(({ label, input, options, ask }, index): Finding[] => {
      const [spot, name] = [`${at}/fields/${index}`, `${place}的栏目“${label}”`]
      const unchosen = (input === 'choice') !== (options !== undefined)
      const unasked = ask !== undefined && !questions.some(({ key }) => key === ask)
      return [
        ...(unchosen
          ? [error(spot, name, 'contradiction', '“选一个”和选项要一起写', '补上选项，或改填写方式')]
          : []),
        ...(unasked
          ? [error(spot, name, 'deadEnd', `没有代号为“${ask}”的问题`, '改为已有问题的代号，或不自动填')]
          : [])
      ]
    })
  )
