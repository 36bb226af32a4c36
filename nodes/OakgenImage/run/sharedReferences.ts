import type { IExecuteFunctions } from 'n8n-workflow';

import type { ReferenceSource } from '../operations/plan';
import { loadReferences } from '../operations/references';
import type { Reference } from '../providers/types';

/** The reference images of one item, as one of its images needs them. */
export interface ImageReferences {
	load(): Promise<Reference[]>;
	/** The image is ordered. */
	letGo(): void;
}

/** For a model that takes no mask. */
export function withoutMask(references: ImageReferences): ImageReferences {
	const load = async () => (await references.load()).filter(({ role }) => role !== 'mask');
	return { ...references, load };
}

/** The reference images of one item: read for its first order, let go after its last. */
export class SharedReferences {
	private loading: Promise<Reference[]> | null = null;

	private users: number;

	private readonly load: () => Promise<Reference[]>;

	/** @param users how many images are made of them */
	constructor(
		sources: ReferenceSource[],
		users: number,
		itemIndex: number,
		context: IExecuteFunctions,
	) {
		this.users = users;
		this.load = async () => await loadReferences(context, itemIndex, sources);
	}

	forImage(): ImageReferences {
		let isUser = true;
		return {
			load: async () => {
				// Ordered after all, for example because what was paid for is gone.
				if (!isUser) return await this.load();
				this.loading ??= this.load();
				return await this.loading;
			},
			letGo: () => {
				if (isUser) this.users -= 1;
				isUser = false;
				if (this.users === 0) this.loading = null;
			},
		};
	}
}
