/** Brands of HEIF (ISO 23008-12, annex B, and the AV1 image format): which file has which. */
const AVIF = ['avif', 'avis'];
const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'];
const HEIF = ['mif1', 'mif2', 'msf1', 'miaf', 'avci', 'avcs', 'vvic', 'vvis', 'jpeg', 'jpgs'];

/** First brands of films and sounds, some of which name brands of pictures further on. */
const FILM =
	/^(iso[\w]|mp4[\w]|mp7[\w]|avc[134]|qt {2}|m4[abpv].|3g[a-z0-9].|f4[a-z].|dash|msdh|cmf[a-z0-9]|mmp4|ndsc|crx )/i;

/** What a file that begins with a box `ftyp` is, or null when it is no picture. */
export function ftypFormat(head: Buffer): 'AVIF' | 'HEIC' | 'HEIF' | null {
	if (head.length < 12 || head.toString('latin1', 4, 8) !== 'ftyp') return null;
	const end = Math.min(head.readUInt32BE(0), head.length, MOST_READ);
	const brands: string[] = [head.toString('latin1', 8, 12)];
	for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4));
	if (FILM.test(brands[0] ?? '')) return null;
	const [first = ''] = brands;
	if (AVIF.includes(first)) return 'AVIF';
	if (HEIC.includes(first)) return 'HEIC';
	const has = (known: string[]) => brands.some((brand) => known.includes(brand));
	if (has(AVIF)) return 'AVIF';
	if (has(HEIC)) return 'HEIC';
	return has(HEIF) ? 'HEIF' : null;
}

/** Files name a handful of brands. */
const MOST_READ = 64;
