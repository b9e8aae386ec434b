const marks = {
  joinClicked: 'parley:join-clicked',
  signalingJoined: 'parley:signaling-joined',
  firstRemoteFrame: 'parley:first-remote-frame',
} as const;

/** Leaves a mark that anybody can time by (ui-vocabulary: a public interface). */
export function markMoment(name: keyof typeof marks): void {
  performance.mark(marks[name]);
}
