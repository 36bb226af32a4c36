import type { IExecuteFunctions } from 'n8n-workflow';

import type { ReferenceSource } from '../operations/plan';
import { loadReferences } from '../operations/references';
import type { Reference } from '../providers/types';

/** The reference images of one item: read when its first image is made, let go after its last. */
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

	async acquire(): Promise<Reference[]> {
		this.loading ??= this.load();
		return await this.loading;
	}

	release(): void {
		this.users -= 1;
		if (this.users === 0) this.loading = null;
	}
}
