// A file of its own, so that it can come alone and later.
export { sweepKeptFiles } from '@parley/file-transfer';
