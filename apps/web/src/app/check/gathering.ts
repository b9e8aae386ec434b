import type { CreateConnection } from './loopback';

/** What one ICE server answered. Never holds an address. */
export interface Gathered {
  /** True where a candidate of the wanted type was found. */
  readonly isFound: boolean;
  /** STUN error codes that came back; 701: no answer, 401: credentials refused. */
  readonly errorCodes: readonly number[];
}

/**
 * Gathers candidates until one of the wanted type is there or the browser has no more to try.
 * Lifetime: until then, or until the signal aborts; the connection is closed in every case.
 */
export async function gather(
  create: CreateConnection,
  configuration: RTCConfiguration,
  wanted: RTCIceCandidateType,
  signal: AbortSignal,
): Promise<Gathered> {
  const connection = create(configuration);
  const close = () => connection.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const gathered = watch(connection, wanted);
    connection.createDataChannel('check');
    await connection.setLocalDescription();
    return await gathered;
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

function watch(connection: RTCPeerConnection, wanted: RTCIceCandidateType): Promise<Gathered> {
  const errorCodes: number[] = [];
  return new Promise((resolve) => {
    connection.onicecandidateerror = ({ errorCode }) => void errorCodes.push(errorCode);
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.type === wanted) resolve({ isFound: true, errorCodes });
    };
    connection.onicegatheringstatechange = () => {
      if (connection.iceGatheringState === 'complete') resolve({ isFound: false, errorCodes });
    };
  });
}
