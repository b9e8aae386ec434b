/** Sizes, counts and times that both sides rely on. Units stand in the names. */
export const limits = {
  maxWaiting: 100,
  /** Named at once as those who are not muted with everyone. */
  maxExcepted: 16,
  nameLength: 64,
  roomNameLength: 80,
  roomDescriptionLength: 1_000,
  invitationsPerRoom: 200,
  moderatorsPerRoom: 50,
  /** What somebody brings along by their link, as JSON in UTF-8. */
  extraBytes: 1_024,
  emailLength: 254,
  accountPasswordMinLength: 10,
  passwordMaxLength: 256,
  chatTextLength: 4_000,
  chatHistoryCount: 500,
  /** One JSON body or one socket message; slices and thumbnails have limits of their own. */
  jsonBodyBytes: 64 * 1024,
  socketMessageBytes: 128 * 1024,
  sdpLength: 64 * 1024,
  candidateLength: 1_024,
  fileNameLength: 255,
  /** 16 TiB: only a guard against nonsense, nothing about a file depends on memory. */
  fileSizeBytes: 16 * 1024 ** 4,
  filePieceSizeBytes: 16 * 1024 * 1024,
  /** Bounds what a manifest can make a receiver keep: 32 MiB of piece hashes, 128 KiB of piece map. */
  filePieces: 1024 * 1024,
  sharesPerMeeting: 1_000,
  sliceBytes: 16 * 1024 * 1024,
  thumbnailBytes: 512 * 1024,
  /** How long a deletion can be taken back. */
  recordingUndoMs: 30_000,
  recordingsPerZip: 100,
  /** Made by one account, at the same time. */
  openRecordingsPerAccount: 2,
  sharesPerRecording: 100,
  /** How long a sign-in is proof enough to change how the account is entered. */
  proofMs: 10 * 60_000,
  sharePasswordTriesPerShare: 10,
  sharePasswordTriesPerAddress: 20,
  /** A guard against nonsense: nobody records for a week. */
  recordingMs: 7 * 24 * 60 * 60 * 1000,
  /** As many as fit into one JSON body with the longest names. */
  spokenSpansPerPut: 200,
  /** Of one recording; what goes beyond is told in longer spans. */
  spokenSpans: 4_000,
  recordingPauses: 1_000,
  /** As sent; what is kept is far smaller. */
  pictureBytes: 4 * 1024 * 1024,
  /** Of one recording: every source again and again, as cameras are switched off and on. */
  tracksPerParticipant: 200,
  /** A recording without a slice for this long is closed by the server and marked recovered. */
  recorderSilenceMs: 20_000,
  /** How long a seat stays with somebody whose socket is gone (security.md X19). */
  seatGraceMs: 150_000,
  /** The same after the page said that it is going away: long enough for a reload, short enough for a closed tab. */
  seatAwayGraceMs: 10_000,
  /** Events kept per meeting for those who missed some; older gaps are answered by a snapshot. */
  eventLogCount: 256,
  roomPasswordTriesPerRoom: 10,
  roomPasswordTriesPerAddress: 20,
  /** Asking to be let in, by one browser at one room, in `knockWindowSeconds`: one in ten seconds, and a little patience. */
  knocksPerDevice: 6,
  knocksPerAddress: 240,
  knockWindowSeconds: 60,
  roomsPerAccountAndHour: 100,
  signInTriesPerAccount: 10,
  signInTriesPerAddress: 30,
  triesWindowSeconds: 600,
  pageSize: 100,
} as const;
