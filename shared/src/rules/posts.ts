const OVERSEERS = ['leader', 'supervisor', 'countyAdmin']

/** Does a post oversee all that its township’s desks take in? */
export const overseesTownship = ({
  role,
  townshipId
}: Readonly<{ role: string; townshipId: string | null }>) =>
  townshipId !== null && [...OVERSEERS, 'townshipAdmin'].includes(role)

/** Does a post oversee the whole county, or somebody's part of it? */
export const overseesCounty = ({ role, townshipId }: Readonly<{ role: string; townshipId: string | null }>) =>
  townshipId === null && OVERSEERS.includes(role)
