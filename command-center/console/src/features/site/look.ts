import type { Look } from '../../lib/map/marks';
import type { SiteView } from './sites';

/** How a site's mark tells its age: never as if an old value were fresh. */
export function lookOf(v: SiteView): Look {
  switch (v.freshness) {
    case 'LIVE':
      return 'live';
    case 'LATE':
      return 'late';
    case 'BACKFILLED':
      return 'backfilled';
    default:
      return 'silent';
  }
}
