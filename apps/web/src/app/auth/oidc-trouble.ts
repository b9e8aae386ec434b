import { inject } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { ErrorCode } from '@parley/contract';

/** What went wrong on the way back from the provider, as the address says it; null where nothing did, or nothing we know. */
export function troubleInAddress(): ErrorCode | null {
  const { queryParamMap } = inject(ActivatedRoute).snapshot;
  return ErrorCode.safeParse(queryParamMap.get('trouble')).data ?? null;
}
