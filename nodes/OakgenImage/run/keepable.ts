import type { ImageAddress, PaidJob } from '../paid/entry';
import type { FoundImage, PendingJob } from '../providers/types';
import type { RunScope } from './scope';

/** An address as it may lie in n8n's database. */
export function keepableAddress<Address extends ImageAddress>(
	image: Address,
	{ keepable }: RunScope,
): Address {
	return { ...image, url: keepable(image.url) };
}

/** What is known of a job, as it may lie in n8n's database. Bytes are not kept. */
export function keepableJob(
	known: { job: PendingJob; images: FoundImage[]; excerpt: string },
	scope: RunScope,
): PaidJob {
	const { redact, keepable } = scope;
	const kept = (text: string | null) => (text === null ? null : keepable(text));
	const { id, statusUrl, resultUrl } = known.job;
	return {
		job: { id: kept(id), statusUrl: kept(statusUrl), resultUrl: kept(resultUrl) },
		images: known.images.flatMap((image) =>
			image.kind === 'url' ? [keepableAddress(image, scope)] : [],
		),
		excerpt: redact(known.excerpt),
	};
}
