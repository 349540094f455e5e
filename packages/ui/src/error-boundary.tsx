import { Component, type ReactNode } from 'react'

type Props = {
  readonly children: ReactNode
  /** What to show instead of a part that broke. */
  readonly instead: (error: unknown) => ReactNode
}

/** Holds a part of a page that may break, so that the rest of it stays: a script that could not be fetched, or our own fault. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown; readonly isBroken: boolean }> {
  override state = { error: undefined as unknown, isBroken: false }

  static getDerivedStateFromError(error: unknown) {
    return { error, isBroken: true }
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.instead(this.state.error) : this.props.children
  }
}
