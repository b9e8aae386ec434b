/**
 * What a recording shows.
 * - `grid`: everybody in tiles of one size; a shared screen is large and everybody beside it.
 * - `speaker`: who speaks is large, everybody else beside.
 * - `screen`: the newest shared screen is large, who spoke last beside it; without a shared screen as `speaker`.
 * - `tile`: one tile alone, whole, and only its sound.
 * - `none`: the sound of everybody, no picture at all.
 */
export type RecordedPicture = 'grid' | 'speaker' | 'screen' | 'tile' | 'none';
