import { Component, type ReactNode } from 'react';
import { SHELL_TEXT } from '@lenglian/wording';

/**
 * Catches a mistake of ours so that the rest of the console stays. In both languages, because what
 * failed may be what knows the language.
 */
export class Crash extends Component<
  { /** What is shown: another page may be whole. */ of?: string; children: ReactNode },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: { of?: string }) {
    if (this.state.hasFailed && before.of !== this.props.of) this.setState({ hasFailed: false });
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className="notice" role="alert">
        <p className="notice-title">
          {SHELL_TEXT.crashed.zh} {SHELL_TEXT.crashed.en}
        </p>
        <p>{SHELL_TEXT.crashedExplained.zh}</p>
        <p>{SHELL_TEXT.crashedExplained.en}</p>
        <button type="button" onClick={() => location.reload()}>
          {SHELL_TEXT.reload.zh} {SHELL_TEXT.reload.en}
        </button>
      </div>
    );
  }
}
