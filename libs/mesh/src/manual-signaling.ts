import { type ConnectionCode, readCode, writeCode } from './connection-code';
import { MeshError } from './mesh-error';
import { candidateFrom, candidatesIn, descriptionFrom, essenceOf, pathOf } from './sdp-essence';
import type { Signaling, SignalListener } from './signaling';
import type { MeshDescription, MeshSignal, RemoteAddress } from './types';

/** There is one other page, and it has no name. */
const otherPage: RemoteAddress = { participantId: 'other', pageId: 'other' };

/**
 * Signaling by hand: what one page has to say becomes one code, which somebody carries to the other page by any way they
 * have. One offer and one answer; whatever would be said later has no way to go. Carries data channels only.
 */
export class ManualSignaling implements Signaling {
  readonly #listeners = new Set<SignalListener>();
  readonly #codeMade: (code: string) => void;
  readonly #candidates = new Set<string>();
  #description: MeshDescription | null = null;
  #areAllFound = false;
  #received: ConnectionCode | null = null;

  /** @param codeMade called once, with the code for the other page. */
  constructor(codeMade: (code: string) => void) {
    this.#codeMade = codeMade;
  }

  /** Collects a description and its candidates; the empty one, which ends them, makes the code. */
  async sendSignal(_to: RemoteAddress, _sequence: number, signal: MeshSignal): Promise<boolean> {
    if ('description' in signal) {
      if (this.#description) return false;
      this.#description = signal.description;
      for (const candidate of candidatesIn(signal.description)) this.#candidates.add(candidate);
    } else if (signal.candidate.candidate === '') {
      this.#areAllFound = true;
    } else {
      this.#candidates.add(signal.candidate.candidate);
      return true;
    }
    if (this.#description && this.#areAllFound)
      this.#codeMade(await this.#write(this.#description));
    return true;
  }

  onSignal(listener: SignalListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes the code of the other page. Rejects with MeshError: `code-empty`, `code-foreign`, `code-damaged`, `code-own` (the
   * own one, pasted back), `code-of-other-kind` (a first code where an answer belongs, or the other way round) or
   * `code-of-another` (an answer to another code).
   */
  async receive(pasted: string): Promise<void> {
    const code = await readCode(pasted);
    const own = this.#description && essenceOf(this.#description);
    if (own?.ufrag === code.essence.ufrag)
      throw MeshError.badCode('code-own', 'the own code came back');
    if (code.essence.type !== (own ? 'answer' : 'offer'))
      throw MeshError.badCode('code-of-other-kind', `an ${code.essence.type} does not belong here`);
    if (own && code.answers !== own.ufrag)
      throw MeshError.badCode('code-of-another', 'answers another offer');
    this.#received = code;
    this.#tell({ description: descriptionFrom(code.essence) });
    code.paths.forEach((path, index) => this.#tell({ candidate: candidateFrom(path, index) }));
  }

  #tell(signal: MeshSignal): void {
    for (const listener of [...this.#listeners]) listener(otherPage, 0, signal);
  }

  async #write(description: MeshDescription): Promise<string> {
    const essence = essenceOf(description);
    if (!essence) throw MeshError.badCode('code-foreign', 'only data channels go into a code');
    const paths = [...this.#candidates].flatMap((candidate) => pathOf(candidate) ?? []);
    return writeCode({ essence, paths, answers: this.#received?.essence.ufrag ?? '' });
  }
}
