import type { ConnectionCodeProblem, MeshErrorCode } from './types';

/** The only kind of error that the mesh throws or reports. */
export class MeshError extends Error {
  override readonly name = 'MeshError';

  private constructor(
    readonly code: MeshErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }

  static closed(): MeshError {
    return new MeshError('closed', 'the mesh is closed');
  }

  static participantUnknown(participantId: string): MeshError {
    return new MeshError('participant-unknown', `${participantId} is not a remote participant`);
  }

  static wrongKind(source: string, kind: string): MeshError {
    return new MeshError('wrong-kind', `a track of kind ${kind} cannot be published as ${source}`);
  }

  static publishFailed(source: string, cause: unknown): MeshError {
    return new MeshError('publish-failed', `${source} could not be sent`, cause);
  }

  static negotiationFailed(participantId: string, cause: unknown): MeshError {
    return new MeshError('negotiation-failed', `negotiating with ${participantId} failed`, cause);
  }

  static badCode(problem: ConnectionCodeProblem, message: string, cause?: unknown): MeshError {
    return new MeshError(problem, message, cause);
  }
}
