/** Far longer than any provider's; longer ones fit neither into an address nor into a message. */
const LONGEST_ID = 1024;

/** What a reply gives as the id of a job, if a job can be asked for by it. */
export function asJobId(value: unknown): string | null {
	// Of a larger number JSON has kept the first digits only: another job, or none.
	if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
	if (typeof value !== 'string') return null;
	const id = value.trim();
	// In a path these mean the folder itself or the one above, also when they are encoded.
	const isFolder = id === '.' || id === '..';
	return id === '' || id.length > LONGEST_ID || isFolder ? null : id;
}
