import { parseUrl } from '../transport/addresses';

const PICTURE_ITSELF =
	'enter the address of the picture itself: open it in a browser, where nothing but the picture is shown';

interface Service {
	name: string;
	/** Host, path and query of its pages; what the same service offers as a file does not match. */
	page: RegExp;
	/** How its files come into a workflow. */
	way?: string;
}

const DOWNLOAD =
	'download the file with a node in front of this one, and set Input Type to Binary File(s)';

/** Addresses that people share, and that show a page around the picture, whoever asks. */
const SERVICES: readonly Service[] = [
	{
		name: 'Google Drive',
		page: /^(?:drive|docs)\.google\.com\/(?:(?:[a-z]+\/)?(?:u\/\d+\/)?(?:d|folders)\/|drive\/|open\?)(?!.*\/(?:export|pub))/,
		way: 'download the file with n8n’s Google Drive node, and set Input Type to Binary File(s)',
	},
	{ name: 'Google Photos', page: /^(?:photos\.app\.goo\.gl|photos\.google\.com)\// },
	{
		name: 'Dropbox',
		page: /^(?:www\.)?dropbox\.com\/(?!.*[?&](?:dl|raw)=1)/,
		way: 'end the address in dl=1 instead of dl=0',
	},
	{ name: 'OneDrive', page: /^(?:1drv\.ms|onedrive\.live\.com)\/(?!.*download)/ },
	{ name: 'SharePoint', page: /^[\w-]+\.sharepoint\.com\/:\w:\/(?!.*download=1)/ },
	{
		name: 'GitHub',
		page: /^github\.com\/[^/]+\/[^/]+\/blob\/(?!.*[?&]raw=)/,
		way: 'press Raw on that page, and take the address that opens',
	},
	{ name: 'iCloud', page: /^(?:www\.icloud\.com|share\.icloud\.com)\// },
	{ name: 'Box', page: /^(?:[\w-]+\.)?(?:app\.)?box\.com\/s\/(?!.*download)/ },
	{
		name: 'Wikimedia',
		page: /^[\w-]+\.(?:m\.)?wiki[mp]edia\.org\/wiki\/[^/]+:/,
		way: 'press Original file on that page, and take the address that opens',
	},
	{ name: 'WeTransfer', page: /^(?:we\.tl|(?:[\w-]+\.)?wetransfer\.com)\// },
	{ name: 'Canva', page: /^(?:www\.)?canva\.com\/design\// },
	{ name: 'Figma', page: /^(?:www\.)?figma\.com\/(?:file|design|proto)\// },
	{ name: 'Pinterest', page: /^(?:pin\.it|(?:[\w-]+\.)?pinterest\.[\w.]+\/pin)\// },
	{ name: 'Instagram', page: /^(?:www\.)?instagram\.com\/(?:p|reel)\// },
	{ name: 'Unsplash', page: /^(?:www\.)?unsplash\.com\/photos\/(?!.*\/download)/ },
];

/** What is no picture and is never made one on the way, as drawings and documents are by some hosts. */
const NO_PICTURE = /\.(?:html?|mp4|mov|webm|docx?|xlsx?|pptx?|zip)$/i;

/** What an expression without a value leaves, as `URL` writes it. */
const INCOMPLETE = /(?:^|[/=])(?:undefined|nan)(?=[./&]|$)|[{$]%7b|%7b%7b/;

/**
 * What is wrong with an address at which certainly no picture is, and what to do about it.
 *
 * @returns null for any other address
 */
export function noPictureAt(address: string): { what: string; way: string } | null {
	const url = parseUrl(address);
	if (!url) return null;
	const place = `${url.hostname}${url.pathname}${url.search}`.toLowerCase();
	if (INCOMPLETE.test(place))
		return { what: 'an address without a value in it', way: PICTURE_ITSELF };
	const service = SERVICES.find(({ page }) => page.test(place));
	if (service) return { what: `a page of ${service.name}`, way: service.way ?? DOWNLOAD };
	const ending = url.search === '' ? NO_PICTURE.exec(url.pathname) : null;
	return ending && { what: `a file of type ${ending[0].toLowerCase()}`, way: PICTURE_ITSELF };
}
