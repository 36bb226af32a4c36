export interface Palette {
	/** Sky, from the top down. Dark enough that white text is readable on its first two thirds. */
	sky: [string, string, string];
	sun: string;
	/** Shapes from the farthest to the nearest. */
	layers: [string, string, string, string];
}

export const palettes: Palette[] = [
	{
		sky: ['#1b1f4b', '#5b3f8c', '#f08a7b'],
		sun: '#ffd9a0',
		layers: ['#8b4f8f', '#5a3a7e', '#38296a', '#1d1a45'],
	},
	{
		sky: ['#06323f', '#0f6674', '#7fd1ae'],
		sun: '#f6f3c1',
		layers: ['#2f8f8b', '#1d6f77', '#115260', '#083341'],
	},
	{
		sky: ['#3a1533', '#a13a5b', '#ffb26b'],
		sun: '#ffe3b0',
		layers: ['#b5485d', '#82334f', '#562444', '#331633'],
	},
	{
		sky: ['#0d2347', '#2a5da8', '#9cd3f2'],
		sun: '#ffffff',
		layers: ['#4f86c6', '#35659f', '#214779', '#122a52'],
	},
	{
		sky: ['#14301f', '#2f6b45', '#d7d98a'],
		sun: '#fff3b8',
		layers: ['#5f9152', '#3f7145', '#265237', '#143324'],
	},
	{
		sky: ['#2b1a52', '#6b3fb0', '#f3a6d8'],
		sun: '#ffe9f6',
		layers: ['#9a5cc4', '#6f409f', '#492c78', '#2a1b50'],
	},
	{
		sky: ['#41160d', '#b0472a', '#f8c36a'],
		sun: '#fff0c4',
		layers: ['#c4622f', '#943f25', '#642a1f', '#3a1913'],
	},
	{
		sky: ['#101a24', '#32526b', '#e3b7a0'],
		sun: '#fde8d2',
		layers: ['#6f7f8e', '#4a5f72', '#2f4457', '#18293a'],
	},
];
