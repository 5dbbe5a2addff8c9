/**
 * What is asked of Python while a hand moves: one question is open at a time, and when it is
 * answered the newest is asked.
 */

/**
 * @param {() => object | null} next the question that the state at hand asks, if it does
 * @param {(question: object) => void} send
 */
export function createQuestions(next, send) {
  let open = false;
  let asked = 0;

  return {
    /** Asks, unless an answer is still to come. */
    ask() {
      const question = open ? null : next();
      if (!question) return;
      open = true;
      asked += 1;
      send({ ...question, number: asked });
    },
    /** An answer came. @param {number} [number] of its question; without, of the open one */
    heard(number = asked) {
      if (number === asked) open = false;
    },
    /** No answer is waited for; those up to a number are none to questions from here. @param {number} [number] */
    forget(number = 0) {
      open = false;
      asked = Math.max(asked, number);
    },
  };
}
