import { expect } from '@open-wc/testing';
import { findScores, type ScoreFinding } from '../../src/testing/no-scoreboard.ts';

const scores: [markup: string, rule: ScoreFinding['rule']][] = [
  ['<p>3 answers</p>', 'count'],
  ['<p><b>1,204</b> views</p>', 'count'],
  ['<p>12 other members</p>', 'count'],
  ['<button>Answers (3)</button>', 'count'],
  ['<button>Hugs: 4</button>', 'count'],
  ['<p>0 replies</p>', 'count'],
  ['<p>You attended 7 sessions</p>', 'count'],
  ['<p>8 sessions attended</p>', 'count'],
  ['<p>18 people found this helpful</p>', 'count'],
  ['<button aria-label="Thanks, 3 thanks so far">♥</button>', 'count'],
  ['<p title="21 likes">♥</p>', 'count'],
  ['<p>You are 40% there</p>', 'percentage'],
  ['<p>Better than 80 per cent</p>', 'percentage'],
  ['<meter value="0.4"></meter>', 'percentage'],
  ['<div role="meter" aria-valuenow="40" aria-label="Mood"></div>', 'percentage'],
  ['<p>5 days in a row</p>', 'streak'],
  ['<p>Keep your streak</p>', 'streak'],
  ['<p>Level 3</p>', 'level'],
  ['<p>You earned a badge</p>', 'badge'],
  ['<img alt="Helper badge">', 'badge'],
  ['<p>Your rank: 4</p>', 'rank'],
  ['<h2>Leaderboard</h2>', 'rank'],
  ['<p>Top 10 this week</p>', 'rank'],
  ['<h2>Most popular stories</h2>', 'popularity'],
  ['<h2>Trending</h2>', 'popularity'],
  ['<p>4.5 stars</p>', 'rating'],
  ['<p>★★★☆☆</p>', 'rating'],
];

const harmless = [
  '<p role="status">12 groups found</p>',
  '<p role="status">3 stories found</p>',
  '<p>3 results, 2 filters chosen</p>',
  '<p>5 seats left, 2 on the waiting list</p>',
  '<p>Up to 12 people</p>',
  '<p>Room for 8 members</p>',
  '<p>Step 2 of 4</p><progress value="2" max="4" aria-label="Step 2 of 4"></progress>',
  '<p>90 minutes, 4 km away, page 1 of 3</p>',
  '<p>Starts in 20 minutes</p>',
  '<ul><li>19:30–21:00</li><li>Answers</li></ul>',
  '<p>12</p><p>members</p>',
  '<p>Level access, Blue Badge parking, near the taxi rank</p>',
  '<p>Read the stories</p><p>People like me, 18 to 25</p>',
  '<script>const answers = "3 answers";</script><style>/* 3 answers */</style><template>3 answers</template>',
];

function made(markup: string): HTMLElement {
  const box = document.createElement('div');
  box.innerHTML = markup;
  return box;
}

describe('scores in elements', () => {
  for (const [markup, rule] of scores) {
    it(`are found in ${markup}`, () => {
      const rules = findScores(made(markup)).map((finding) => finding.rule);
      expect([...new Set(rules)]).to.deep.equal([rule]);
    });
  }

  for (const markup of harmless) {
    it(`are not seen in ${markup}`, () => expect(findScores(made(markup))).to.deep.equal([]));
  }

  it('are found in shadow roots, at every depth, and in what is slotted', () => {
    const host = made('<p>2 hugs</p>');
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<slot></slot><span><i id="inner"></i></span>';
    const inner = document.createElement('div');
    inner.id = 'deep';
    inner.attachShadow({ mode: 'open' }).textContent = '3 answers';
    root.append(inner);
    const findings = findScores(host);
    expect(findings.map(({ found, path }) => [found, path])).to.deep.equal([
      ['3 answers', 'div'],
      ['2 hugs', 'p'],
    ]);
  });

  it('are found in a shadow root that is given itself', () => {
    const root = made('').attachShadow({ mode: 'open' });
    root.textContent = '3 answers';
    expect(findScores(root)).to.have.length(1);
  });

  it('say where they are', () => {
    expect(findScores(made('<section><p id="views">3 views</p><a title="3 likes">x</a></section>')).map(({ path }) => path)).to.deep.equal(['p#views', 'a@title']);
  });

  it('are not what the host allows', () => {
    const box = made('<p>100 % confidential. 3 answers</p>');
    expect(findScores(box, { allow: ({ rule }) => rule === 'percentage' }).map(({ found }) => found)).to.deep.equal(['3 answers']);
  });
});
