import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Message } from './message.tsx';
import { words } from './words.ts';

interface PageFailureProps {
  /** The address that is shown: another one is another chance. */
  place: string;
  children: ReactNode;
}

interface PageFailureState {
  place: string;
  hasFailed: boolean;
}

/**
 * Keeps a defect of one page from taking the box away. React knows error boundaries only as classes.
 * The commonest cause is a part of the page that a new version of the server no longer has: loading again heals it.
 */
export class PageFailure extends Component<PageFailureProps, PageFailureState> {
  override state: PageFailureState = { place: this.props.place, hasFailed: false };

  static getDerivedStateFromError(): Partial<PageFailureState> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps({ place }: PageFailureProps, state: PageFailureState): PageFailureState | null {
    return place === state.place ? null : { place, hasFailed: false };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const reload = (
      <Button look="primary" onClick={() => location.reload()}>
        {words().loadAgain}
      </Button>
    );
    return (
      <main>
        <Message title={words().cannotBeShown} actions={reload}>
          {words().maybeUpdated}
        </Message>
      </main>
    );
  }
}
