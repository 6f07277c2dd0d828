import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** Shown instead. @param retry renders the children anew, as if for the first time. */
  readonly renderFailed: (retry: () => void) => ReactNode;
  readonly onError: (error: unknown, componentStack: string) => void;
}

/** What fails below is replaced; what is beside it stays as it is, with everything typed into it. React knows it as classes only. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError = () => ({ failed: true });

  override componentDidCatch(error: unknown, { componentStack }: { readonly componentStack?: string | null }) {
    this.props.onError(error, componentStack ?? '');
  }

  override render() {
    return this.state.failed ? this.props.renderFailed(() => this.setState({ failed: false })) : this.props.children;
  }
}
