import { Button as TaroButton } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { a11y } from '../lib/a11y.ts'

type Props = PropsWithChildren<{
  onTap?: () => void
  kind?: 'main' | 'danger' | 'plain'
  busy?: boolean
  small?: boolean
  label?: string
}>

/** A button at least as large as a thumb. */
export const Button = ({ onTap, kind, busy, small, label, children }: Props) => (
  <TaroButton
    className={`btn${kind ? ` btn--${kind}` : ''}${small ? ' btn--small' : ''}${busy ? ' btn--busy' : ''}`}
    onClick={() => !busy && onTap?.()}
    {...a11y({ role: 'button', ...(label && { label }) })}
  >
    {busy ? '请稍候…' : children}
  </TaroButton>
)
