import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { answersOf, papersOf, walk } from 'shared/rules/situations.ts'
import { copiesWords, plainLimit, sourceWords } from '../../catalogue/catalogue.words.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { createOpening, openerAt } from '../core/opening.acts.ts'
import type { Subject } from '../core/opening.types.ts'
import { bundleOf, freeAgent } from './bundles.repo.ts'
import { composeBundle } from './compose.rules.ts'

/**
 * 一件事: several items applied for at once, with one form, each paper once, and an agent who sees it through.
 */
export const bundleRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db } = deps
  const { open, atHome } = createOpening(deps)

  async function subjectOf(tenantId: string, id: string, answers: string): Promise<Subject> {
    const { bundle, members } = await bundleOf(db, tenantId, id)
    const [first] = members
    const { hallId } = first!
    if (!hallId) throw new AppError('no_hall')
    return {
      itemId: first!.itemId,
      version: first!.version,
      content: composeBundle(bundle, members, answersOf(answers)),
      departmentId: first!.departmentId,
      hallId,
      bundle: {
        id: bundle.id,
        agentPostId: await freeAgent(db, tenantId, hallId),
        state: {
          name: bundle.name,
          content: bundle.content,
          members: members.map(({ itemId, version, department }) => ({ itemId, version, department }))
        }
      }
    }
  }

  app.route({
    ...on('GET /bundles/:id/application'),
    handler: async ({ tenantId, params, query: { answers = '' } }) => {
      const { bundle, members } = await bundleOf(db, tenantId, params.id)
      const item = composeBundle(bundle, members, answersOf(answers))
      const { path } = walk(item.questions, answersOf(answers))
      const { bring, welcome, spared } = papersOf(item.materials, path)
      return {
        id: bundle.id,
        name: item.name,
        promised: plainLimit(item.promised),
        questions: item.questions,
        papers: [...bring, ...welcome].map((paper) => ({
          name: paper.name,
          need: paper.need,
          rule: [copiesWords(paper), sourceWords(paper)].filter(Boolean).join('，')
        })),
        spared: spared
          .filter(({ material }) => material.source === 'shared')
          .map(({ material }) => material.name),
        applicants: item.applicants
      }
    }
  })

  app.route({
    ...on('POST /bundles/:id/cases'),
    handler: async ({ tenantId, accountId, params, body }) => {
      const opener = await atHome(tenantId, accountId, body.key)
      return open(await subjectOf(tenantId, params.id, body.answers), body, opener)
    }
  })

  app.route({
    ...on('POST /desk/bundles/:id/cases'),
    handler: async ({ actor, params, body }) => {
      return open(await subjectOf(actor.tenantId, params.id, body.answers), body, openerAt(actor))
    }
  })
}
