import { shifted } from './colour.ts';

/** What a prompt says of a picture, as far as the sandbox can draw it. */
export interface Scene {
	setting: Setting;
	light: Light;
	weather: Weather | null;
	subjects: Subject[];
	/** Words in quotation marks, which belong into the picture. */
	title: string | null;
	/** Colour of a plain background, when one is named. */
	ground: string | null;
	/** The prompt itself, for what is seen through a window. */
	view: string;
}

export interface Subject {
	kind: string;
	colour: string | null;
	count: number;
}

type Words = Array<[name: string, words: string]>;

const colours: Record<string, string> = {
	red: '#c8382f',
	crimson: '#a8233a',
	orange: '#e07b2a',
	yellow: '#eec33f',
	golden: '#d9a032',
	gold: '#d9a032',
	green: '#3f8f52',
	teal: '#1f8a8a',
	turquoise: '#2fb5b0',
	blue: '#2f6fc4',
	navy: '#21375f',
	purple: '#7a4bb0',
	violet: '#7a4bb0',
	pink: '#e57f9f',
	white: '#f4f1ea',
	cream: '#efe3c8',
	black: '#26272b',
	grey: '#9a9da3',
	gray: '#9a9da3',
	silver: '#c3c8ce',
	brown: '#7a4f31',
	beige: '#dcc9a8',
	copper: '#b56a3c',
	amber: '#d98a2b',
};

/** Ways to say what each drawing shows; the first that matches a word wins. */
const subjects: Words = [
	['fox', 'fox'],
	['cat', 'cat kitten'],
	['dog', 'dog puppy'],
	['bird', 'bird owl robin parrot gull eagle sparrow'],
	['fish', 'fish whale dolphin'],
	['machine', 'machine grinder'],
	['bag', 'bag pouch package packaging packet'],
	['vase', 'vase flower tulip rose bouquet sunflower peony'],
	['cup', 'cup mug dripper kettle coffee tea espresso latte cappuccino chocolate'],
	['bottle', 'bottle flask perfume wine oil serum'],
	['jar', 'jar honey jam'],
	['glass', 'glass lemonade juice cocktail brew'],
	['bowl', 'bowl soup salad'],
	['fruit', 'fruit apple lemon pear cherry peach strawberry berry'],
	['bread', 'bread croissant cake bun pastry loaf'],
	['candle', 'candle'],
	['plant', 'plant fern cactus succulent monstera'],
	['lighthouse', 'lighthouse'],
	['boat', 'boat ship sailboat ferry canoe'],
	['house', 'house cabin barn cottage hut chapel'],
	['tree', 'tree pine oak birch palm'],
	['car', 'car van truck taxi'],
	['bicycle', 'bicycle bike'],
	['rocket', 'rocket spaceship'],
	['balloon', 'balloon'],
	['robot', 'robot android'],
	['chair', 'chair armchair sofa stool'],
	['lamp', 'lamp lantern'],
	['book', 'book notebook magazine novel'],
	['laptop', 'laptop computer screen monitor'],
	['shoe', 'shoe sneaker boot trainer'],
	['watch', 'watch clock'],
	['person', 'person woman man child girl boy barista grower farmer portrait people team chef'],
];

const settings: Words = [
	[
		'room',
		'table counter kitchen desk shelf room cafe café interior office window seat bakery sill',
	],
	['sea', 'sea ocean harbour harbor beach coast cliff lake river island pier bay'],
	['mountains', 'mountain alps peak hill valley landscape summit ridge'],
	['city', 'city street skyline building urban tokyo paris night-market rooftop downtown'],
	['forest', 'forest wood park garden meadow field jungle orchard'],
	['desert', 'desert dune canyon sahara'],
	['space', 'space planet galaxy moon mars orbit stars'],
];
export type Setting =
	'room' | 'sea' | 'mountains' | 'city' | 'forest' | 'desert' | 'space' | 'studio' | 'abstract';

const outdoorsOf: Record<string, Setting> = {
	lighthouse: 'sea',
	boat: 'sea',
	fish: 'sea',
	rocket: 'space',
	fox: 'forest',
	house: 'mountains',
	balloon: 'mountains',
	tree: 'forest',
	car: 'city',
	bicycle: 'city',
	bird: 'forest',
};
/** What stands on something when nothing is said of where it is. */
const indoors = [
	'cup',
	'machine',
	'bowl',
	'bread',
	'book',
	'laptop',
	'vase',
	'fruit',
	'candle',
	'lamp',
];
const products = ['bag', 'bottle', 'jar', 'glass', 'shoe', 'watch', 'chair'];

const lights: Words = [
	['night', 'night midnight moonlight moonlit stars starry neon'],
	['evening', 'sunset evening dusk twilight lamp candlelight cosy cozy'],
	['dawn', 'dawn sunrise morning golden autumn fall'],
	['grey', 'rainy rain grey overcast mist misty fog foggy storm winter snow snowy moody'],
	['day', 'day noon sunny sunlit bright summer spring midday'],
];
export type Light = 'night' | 'evening' | 'dawn' | 'grey' | 'day';

const weathers: Words = [
	['snow', 'snow snowy winter snowfall blizzard'],
	['rain', 'rain rainy storm drizzle'],
	['mist', 'mist misty fog foggy haze steam'],
	['leaves', 'autumn fall leaves'],
	['petals', 'spring blossom blossoms petals'],
];
export type Weather = 'snow' | 'rain' | 'mist' | 'leaves' | 'petals';

const numbers: Record<string, number> = {
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 5,
	row: 4,
	several: 3,
	many: 5,
	pair: 2,
};

const wordsIn = (prompt: string): string[] => prompt.toLowerCase().match(/[\p{L}-]+/gu) ?? [];

/** Singular and plural: cherries, foxes, cups. */
function meansOneOf(word: string, list: string): boolean {
	const forms = [word, word.replace(/ies$/, 'y'), word.replace(/es$/, ''), word.replace(/s$/, '')];
	return list.split(' ').some((known) => forms.includes(known));
}

function firstOf(table: Words, words: string[]): string | null {
	return table.find(([, list]) => words.some((word) => meansOneOf(word, list)))?.[0] ?? null;
}

const reachOfAdjectives = 4;

/** The last colour named, lighter or darker as the word before it has it. */
function colourIn(words: string[]): string | null {
	const at = words.findLastIndex((word) => colours[word] !== undefined);
	const colour = colours[words[at] ?? ''];
	if (colour === undefined) return null;
	const shade = { dark: 0.62, deep: 0.7, light: 1.3, pale: 1.35 }[words[at - 1] ?? ''];
	return shade === undefined ? colour : shifted(colour, { lightness: shade });
}

function findSubjects(prompt: string): Subject[] {
	const found = new Map<string, Subject>();
	for (const clause of prompt.split(/[,.;:\n]|\bwith\b|\band\b/i)) {
		const words = wordsIn(clause);
		words.forEach((word, at) => {
			const kind = subjects.find(([, list]) => meansOneOf(word, list))?.[0];
			if (!kind) return;
			// "Coffee bag" is a bag, "espresso machine" a machine.
			const isAdjective = words
				.slice(at + 1, at + 2)
				.some((next) => subjects.some(([, list]) => meansOneOf(next, list)));
			if (isAdjective) return;
			const before = words.slice(Math.max(0, at - reachOfAdjectives), at);
			// What is behind something is not what the picture is of.
			if (before.includes('behind')) return;
			const known = found.get(kind);
			const colour = colourIn(before);
			// "A vase of pink tulips" names one thing twice.
			if (known) {
				known.colour ??= colour;
				return;
			}
			const count = before.map((candidate) => numbers[candidate]).find((n) => n !== undefined);
			found.set(kind, { kind, colour, count: count ?? 1 });
		});
	}
	return [...found.values()].slice(0, 3);
}

/** "On a plain light grey background", "on dark green". */
function studioGround(prompt: string): string | null {
	const [, before] = /((?:[\w-]+ ){1,4})(?:background|backdrop)\b/i.exec(prompt) ?? [];
	if (before !== undefined) return colourIn(wordsIn(before)) ?? '#d8d6d2';
	const [, after] = /\bon ((?:dark |light |pale |deep )?\w+)/i.exec(prompt) ?? [];
	return after === undefined ? null : colourIn(wordsIn(after));
}

function settingOf(prompt: string, words: string[], kinds: string[]): Setting {
	if (titleOf(prompt) !== null) return 'studio';
	if (/packshot|isolated|cut-?out|studio|plain background|sticker|logo|icon/i.test(prompt))
		return 'studio';
	if (studioGround(prompt)) return 'studio';
	const named = firstOf(settings, words) as Setting | null;
	if (named) return named;
	const outdoors = kinds.map((kind) => outdoorsOf[kind]).find((setting) => setting !== undefined);
	if (outdoors) return outdoors;
	if (kinds.some((kind) => indoors.includes(kind))) return 'room';
	return kinds.some((kind) => products.includes(kind) || kind === 'person') ? 'studio' : 'abstract';
}

/** Words in quotation marks, of any country. */
function titleOf(text: string): string | null {
	return /["“„«]([^"”“»]{2,60})["”“»]/u.exec(text)?.[1] ?? null;
}

/** Reads nouns, colours, numbers, light and weather; everything else is left to chance. */
export function readScene(prompt: string): Scene {
	// A prompt of a megabyte is legal; its beginning says what it is about.
	const text = prompt.slice(0, 4000);
	const words = wordsIn(text);
	const subjects = findSubjects(text);
	const setting = settingOf(
		text,
		words,
		subjects.map(({ kind }) => kind),
	);
	const title = titleOf(text);
	return {
		setting,
		light: (firstOf(lights, words) as Light | null) ?? 'day',
		weather: firstOf(weathers, words) as Weather | null,
		subjects,
		title,
		ground: studioGround(text),
		view: text,
	};
}
