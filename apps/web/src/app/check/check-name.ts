/** What is checked, and what can come of it. */
export type CheckName =
  | 'camera'
  | 'microphone'
  | 'speaker'
  | 'screen'
  | 'data-channel'
  | 'recorder'
  | 'server'
  | 'stun'
  | 'turn';
export type CheckStatus = 'passed' | 'failed' | 'skipped';
