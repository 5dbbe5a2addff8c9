/** The style sheet of a figure, with which its bundle begins; none where it comes with the markup. */
declare const STYLE: string | undefined;
