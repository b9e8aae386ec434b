/**
 * Every fsync holds one of libuv's threads for as long as the disk takes. Of Node's own four, twenty recorders wait for
 * each other and for every other file, and the disk is handed four at a time where it could write all at once.
 * To be imported before anything uses the pool, which keeps the size it has then.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '16';
