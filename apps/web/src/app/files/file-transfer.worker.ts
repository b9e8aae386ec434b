import { runFileTransferWorker } from '@parley/file-transfer';

runFileTransferWorker(self);
