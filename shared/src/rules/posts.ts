/** Who answers for all of a township or the county; a clerk sees figures and answers for none. */
const SUPERIORS = ['leader', 'supervisor', 'countyAdmin']

/** Does a post oversee all that its township’s desks take in? */
export const overseesTownship = ({
  role,
  townshipId
}: Readonly<{ role: string; townshipId: string | null }>) =>
  townshipId !== null && [...SUPERIORS, 'townshipAdmin'].includes(role)

/** Does a post oversee the whole county, or somebody's part of it? */
export const overseesCounty = ({ role, townshipId }: Readonly<{ role: string; townshipId: string | null }>) =>
  townshipId === null && SUPERIORS.includes(role)
