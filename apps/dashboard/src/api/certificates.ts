import type { TemperatureCertificateView } from '@lenglian/console-contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** What was measured of a lot, to be printed; it stays as it was when it was made. */
export function lotCertificateQuery(lotId: string) {
  return queryOptions({
    queryKey: ['lot', lotId, 'certificate'],
    queryFn: () =>
      request<TemperatureCertificateView>(`/lots/${encodeURIComponent(lotId)}/certificate`),
    refetchOnWindowFocus: false,
  });
}

/** The same for whoever has a link. */
export function sharedCertificateQuery(token: string) {
  return queryOptions({
    queryKey: ['shared-lot', token, 'certificate'],
    queryFn: () =>
      request<TemperatureCertificateView>(`/shared-lots/${encodeURIComponent(token)}/certificate`),
    refetchOnWindowFocus: false,
  });
}
