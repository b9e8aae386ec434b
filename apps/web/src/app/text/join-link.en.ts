import type { LinkProblem } from '../door/join-link';
import type { CaptureSource } from '../media/capture-problem';

/** What the door says about a link that a script or an administrator made. */
export const joinLink = {
  automatic: 'This link joins by itself, once you have joined here yourself.',
} as const;

const names: Readonly<Record<CaptureSource, string>> = {
  microphone: 'microphone',
  camera: 'camera',
};

/** Why the button waits. */
export function requiredSentence(missing: readonly CaptureSource[]): string {
  const list = missing.map((source) => names[source]).join(' and your ');
  return `This link asks for your ${list}. Switch ${missing.length === 1 ? 'it' : 'them'} on to join.`;
}

/** Names what the link says and cannot be followed. */
export function linkProblemSentence({ parameter, value, rule }: LinkProblem): string {
  return `The link says ${parameter}=${value}, ${inWords(rule)}. It is ignored.`;
}

function inWords(rule: LinkProblem['rule']): string {
  if (rule === 'a-name') return 'which is no name that can be used';
  if (rule === 'short-texts') return 'which is no short text under a short name';
  if (rule === 'with-a-name') return 'which goes only together with a name';
  const last = rule.at(-1) ?? '';
  const words = rule.length < 2 ? last : `${rule.slice(0, -1).join(', ')} or ${last}`;
  return `where it can say ${words}`;
}
