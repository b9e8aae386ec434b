/** What a file is, as far as its name says. `program`: opening it runs it on some system. */
export type FileKind =
  'image' | 'video' | 'sound' | 'document' | 'table' | 'archive' | 'program' | 'other';

const endingsOf: Readonly<Record<Exclude<FileKind, 'other'>, string>> = {
  image: 'png jpg jpeg gif webp avif heic heif bmp tif tiff svg psd raw',
  video: 'mp4 mov mkv webm avi m4v mpg mpeg',
  sound: 'mp3 wav m4a ogg oga opus flac aac',
  document: 'pdf doc docx odt rtf txt md ppt pptx odp key pages epub html htm',
  table: 'xls xlsx ods csv tsv numbers sqlite db',
  archive: 'zip 7z rar tar gz tgz bz2 xz zst',
  program:
    'exe msi msix bat cmd com scr pif cpl dll ps1 vbs vbe js jse wsf wsh hta jar lnk url reg ' +
    'sh bash command app dmg pkg deb rpm apk ipa appimage run desktop xlsm docm pptm iso',
};

const kinds = new Map(
  Object.entries(endingsOf).flatMap(([kind, endings]) =>
    endings.split(' ').map((ending) => [ending, kind as FileKind] as const),
  ),
);

/** By the last ending alone, because that is what a system goes by; what the sender says it is could be anything. */
export function kindOfFile(name: string): FileKind {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return kinds.get(ending) ?? 'other';
}
