/** Most file systems allow 255 bytes; storage services add prefixes. */
const LONGEST_NAME_BYTES = 120;

/** Room for the number of an image in its reply, a dot and an extension. */
const LONGEST_STEM_BYTES = LONGEST_NAME_BYTES - '-1234567.jpeg'.length;

/** Characters of a wanted name or a prompt that are looked at: expressions deliver anything. */
const LOOKED_AT = 1000;

/** Words of a prompt that make a name readable without making it long. */
const LONGEST_SLUG = 48;

const IMAGE_EXTENSION =
	/\.(png|jpe?g|webp|gif|avif|hei[cf]|jxl|j2c|jp2|qoi|exr|hdr|tiff?|bmp|ico|psd|svg)$/i;

/** Names that Windows keeps for devices, whatever their extension. */
const DEVICE_NAME = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)\s*(\..*)?$/i;

// Control characters, halves of characters, and marks that are not seen or change the reading
// direction of what follows.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029\ufffc-\uffff]/gu;

// By file systems; and the sign that nodes for storage take for an escape of addresses: some then fail.
const FORBIDDEN = /[\\/:*?"<>|%]+/g;

export interface FileNameFacts {
	/** The option File Name; empty for a name made from the prompt. */
	wanted: string;
	prompt: string;
	/** Empty, or a word for the model where several make the same image. */
	model: string;
	itemIndex: number;
	/** 0-based number of the image among those asked for with the item. */
	imageNumber: number;
	imagesAsked: number;
}

/**
 * A file name that every file system takes, without its extension. With `numbered` and an extension
 * behind it, it is still short enough.
 */
export function fileStem(facts: FileNameFacts): string {
	const wanted = cleanName(facts.wanted).replace(IMAGE_EXTENSION, '');
	const numbers = [
		...(wanted === '' ? [facts.itemIndex + 1] : []),
		...(facts.imagesAsked > 1 ? [facts.imageNumber + 1] : []),
	];
	const words = facts.model === '' ? [] : [shorten(slug(facts.model), LONGEST_SLUG)];
	const suffix = [...words, ...numbers].map((part) => `-${part}`).join('');
	return withSuffix(wanted || slug(facts.prompt), suffix);
}

/** The stem with a number behind it, which the stem makes room for. */
export function numbered(stem: string, number: number): string {
	return withSuffix(stem, `-${number}`);
}

function withSuffix(stem: string, suffix: string): string {
	return `${shorten(stem, LONGEST_STEM_BYTES - Buffer.byteLength(suffix))}${suffix}`;
}

function cleanName(name: string): string {
	const cleaned = name
		.slice(0, LOOKED_AT)
		.normalize('NFC')
		.replace(INVISIBLE, '')
		.replace(FORBIDDEN, '-')
		.replace(/\s+/g, ' ')
		.replace(/^[.\s-]+|(?<![.\s])[.\s]+$/g, '');
	return DEVICE_NAME.test(cleaned) ? `image-${cleaned}` : cleaned;
}

function slug(prompt: string): string {
	const words = prompt
		.slice(0, LOOKED_AT)
		.normalize('NFD')
		.toLowerCase()
		// Accents of Latin letters; the marks of other scripts are letters of their own.
		.replace(/(\p{Script=Latin})[\u0300-\u036f]+/gu, '$1')
		.normalize('NFC')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');
	const cut = [...words].slice(0, LONGEST_SLUG).join('');
	const atWord = words.length > cut.length ? cut.replace(/-[^-]*$/, '') : cut;
	return atWord === '' ? 'image' : atWord;
}

/** Cuts at a whole character, so that no name ends in half a letter. */
function shorten(text: string, maxBytes: number): string {
	let short = '';
	for (const character of text) {
		if (Buffer.byteLength(short + character) > maxBytes) break;
		short += character;
	}
	return short.replace(/[.\s]+$/, '');
}
