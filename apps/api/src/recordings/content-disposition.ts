/** What RFC 8187 lets stand in `filename*` without percent-encoding, less what encodeURIComponent leaves and it forbids. */
const stillToEncode = /['()*!]/g;
/** Separators and what Windows forbids in names. */
const forbidden = /[/\\:*?"<>|\p{Cc}\p{Cf}]/gu;

/** `attachment` with the title as file name, in both forms of RFC 6266: plain for the old, UTF-8 for everybody else. */
export function attachment(title: string, ending: string): string {
  const stem =
    title
      .toWellFormed()
      .replaceAll(forbidden, '_')
      .replace(/^[. ]+|[. ]+$/g, '') || 'recording';
  const plain = stem.replaceAll(/[^ -~]|%/g, '_');
  const encoded = encodeURIComponent(stem).replaceAll(
    stillToEncode,
    (symbol) => `%${symbol.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}${ending}"; filename*=UTF-8''${encoded}${ending}`;
}
