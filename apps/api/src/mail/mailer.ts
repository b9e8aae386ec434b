/** Plain text to one person. Every text is a template of ours: nothing that a stranger typed is sent to anybody (V10). */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends mail, where the operator set up a server for it. */
export abstract class Mailer {
  abstract readonly canSend: boolean;
  /** Resolves once the mail server has taken it over. */
  abstract send(mail: Mail): Promise<void>;
}
