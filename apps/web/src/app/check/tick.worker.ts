import { runTicks } from '@parley/recording';

runTicks(self);
