import { Transform, type TransformCallback } from 'node:stream';
import { Refusal } from '../../errors/refusal';

/** A connection that died without a word would hold a file open for minutes. */
const stallMs = 15_000;

/** Lets through exactly so many bytes. Fails with `too-large` at the first one too many, `invalid` where some are missing. */
export class ExactBytes extends Transform {
  private passed = 0;
  private readonly stall: NodeJS.Timeout;

  /** `onStall`: nothing has come for a while. */
  constructor(
    private readonly expectedBytes: number,
    onStall: () => void,
  ) {
    super();
    this.stall = setTimeout(onStall, stallMs);
    this.once('close', () => clearTimeout(this.stall));
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.stall.refresh();
    this.passed += chunk.length;
    if (this.passed > this.expectedBytes)
      done(Refusal.of('too-large', `This piece has ${this.expectedBytes} bytes`));
    else done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.passed < this.expectedBytes ? cutOff() : null);
  }
}

const cutOff = () => Refusal.of('invalid', 'The piece ended too soon');
