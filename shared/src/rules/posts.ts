const OVERSEERS = ['leader', 'supervisor', 'countyAdmin']

/** Does a post oversee the whole county, or somebody's part of it? */
export const overseesCounty = ({ role, townshipId }: Readonly<{ role: string; townshipId: string | null }>) =>
  townshipId === null && OVERSEERS.includes(role)
