import { createTransport, type Transporter } from 'nodemailer';
import { Settings } from '../config/settings';
import { type Mail, Mailer } from './mailer';

/** Nobody waits for it, but what hangs for ever keeps its memory. */
const patienceMs = 20_000;

/** Sends through the operator's SMTP server; encrypts where that offers it (STARTTLS), always with `smtps:`. */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter | null;

  constructor({ mail }: Settings) {
    super();
    if (!mail) {
      this.transport = null;
      return;
    }
    const { hostname, port, username, password, protocol } = new URL(mail.url);
    const secure = protocol === 'smtps:';
    this.transport = createTransport(
      {
        host: hostname.replace(/^\[|\]$/g, ''),
        port: port === '' ? (secure ? 465 : 587) : Number(port),
        secure,
        ...(username !== '' && {
          auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
        }),
        connectionTimeout: patienceMs,
        greetingTimeout: patienceMs,
        socketTimeout: patienceMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from: mail.from },
    );
  }

  get canSend(): boolean {
    return this.transport !== null;
  }

  async send({ to, subject, text }: Mail): Promise<void> {
    if (!this.transport) throw new TypeError('No mail server is set up');
    // An object, so that nothing in the address can be read as a list of others.
    await this.transport.sendMail({ to: { name: '', address: to }, subject, text });
  }
}
