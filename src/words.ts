import type { Family } from './lib/optimizer.ts';

/** Every word of the interface, by language. Prose is in the pages; equations, code and numbers need no translation. */
const without = 'without derivatives: by central differences';

export const words = {
  en: {
    site: {
      name: 'Downhill',
      title: (page: string) => (page.startsWith('Downhill') ? page : `${page} · Downhill`),
      skip: 'Skip to the text',
      menu: 'Contents',
      chapters: 'Chapters',
      problem: 'The problem',
      comparison: 'Comparison',
      races: 'Races',
      luck: 'Luck',
      network: 'The network',
      playground: 'Playground',
      toDark: 'Dark paper',
      toLight: 'Light paper',
      previous: 'Previous',
      next: 'Next',
      neighbours: 'Previous and next chapter',
      checked: 'How the algorithms were checked',
      footer: 'Code and text under the MIT licence. The five articles behind this notebook are described on the first page.',
      growsOutOf: (names: string[]) => `grows out of ${list(names)}`,
      table: 'Table',
      lost: 'This page is not on the map',
      lostIdea: 'The address leads to no chapter. All of them are here:',
    },
    code: {
      update: (name: string, form?: string) =>
        `The update of ${name}${form ? `, form “${form}”` : ''}: each row of the equation beside its line of code`,
      equation: 'Equation',
      code: 'Code',
      copy: 'Copy',
      copied: 'Copied',
      export: (path: string, name: string) => `${name}, from ${path}`,
    },
    cells: {
      in: (run: string) => `In [${run}]`,
      out: (run: string) => `Out [${run}]`,
      busy: '*',
      label: (name: string) => `Code of ${name}. Press Enter to edit it.`,
      editor: (name: string) => `Code of ${name}`,
      hint: 'click and change it: the figures answer',
      ownName: (number: number) => `your cell ${number}`,
      state: { stale: 'edited, not run', edited: 'edited', waiting: 'waiting', running: 'running', link: 'edited by a link' },
      verbs: {
        run: 'Run',
        changes: 'Changes',
        reset: 'Reset',
        code: 'Turn into code',
        markdown: 'Turn into text',
        up: 'Up',
        down: 'Down',
        remove: 'Delete',
      },
      keys: { run: 'Shift-Enter: run and go on; Ctrl-Enter: run; Alt-Enter: run and add a cell' },
      toolbar: 'All cells',
      all: {
        run: 'Run all',
        interrupt: 'Interrupt',
        restart: 'Restart',
        reset: 'Reset all',
        add: 'Add a cell',
        share: 'Share',
      },
      removed: (name: string) => `${name} is deleted.`,
      undo: 'Undo',
      see: 'Show',
      prose: (name: string) => `${name}: text. Press Enter to edit it.`,
      asWritten: (limit: number) => `Longer than ${limit / 1000} KB, and shown as it is written.`,
      output: (name: string) => `What ${name} shows`,
      asleep: 'The editor could not be loaded. Reload the page to try again.',
      value: {
        more: (count: number) => `… ${count.toLocaleString('en')} more`,
        letters: (more: number) => `… ${count(more, 'letter')} more`,
        rows: (shown: number, all: number) => `${shown.toLocaleString('en')} of ${all.toLocaleString('en')} rows`,
        plot: (names: string[]) => `Plot of ${list(names)}`,
      },
      optimizer: (name: string, memory: string[]) =>
        `${name} ${memory.length > 0 ? `remembers ${list(memory)}` : 'remembers nothing'}. It has joined the figures of this page.`,
      objective: (name: string) => `${name} is an objective. The figures of this page can be run on it.`,
      dropped: (logs: number, shown: number) =>
        [logs > 0 && count(logs, 'line'), shown > 0 && count(shown, 'display')].filter(Boolean).join(' and ').concat(' more, not shown.'),
      trouble: {
        at: (name: string, line: number, column: number) => `${name}, line ${line}, column ${column}`,
        names: { syntax: 'Syntax error', twice: 'Defined twice' },
        twice: (name: string, other: string) =>
          `“${name}” is defined here and in ${other}. Each name can be defined once: rename one of the two.`,
        sandbox: (what: string) => `the sandbox could not be started (${what})`,
        failed: (what: string) => `That did not work: ${what}`,
      },
      saved: {
        refused: 'The browser keeps no edits here: it refuses, or its storage is full. Work goes on; a link by “Share” keeps it.',
        tab: (name: string) => `${name} was changed in another tab. Undo brings back what was here.`,
      },
      moved: {
        text: (name: string) =>
          `The site’s ${name} has changed since this text was made from it. The text is still here, and differs where marked.`,
        mine: 'Keep mine',
        theirs: 'Take the site’s',
      },
      link: {
        filled: (names: string[]) =>
          `A link has changed ${list(names)}. Nothing of it has run. Read it first: run it where you like what you read.`,
        asks: (names: string[]) => `A link would change ${list(names)}, where you have edits of your own.`,
        take: 'Take the link’s',
        keepMine: 'Keep mine',
        keep: 'Keep it',
        back: 'Take it back',
        close: 'Close',
        faults: {
          damaged: () => 'The link is damaged: part of it is missing or was changed on its way. Nothing was opened.',
          newer: () => 'The link was made by a newer version of this site. Reload the page, or ask for a new link.',
          long: () => 'The link is longer than this page opens (32 KB). Nothing was opened.',
          large: () => 'What the link holds is larger than any cell (256 KB). Nothing was opened.',
          many: () => 'The link brings more than 50 cells. Nothing was opened.',
          unknown: (cell: string) => `The link is for a cell “${cell}”, which this page does not have.`,
          other: (cell: string) =>
            `The link is a short one, for an older text of the cell “${cell}”, and needs that to be read. Nothing was opened; ask for the long link.`,
        } as Record<string, (cell: string) => string>,
      },
      share: {
        title: 'Share these cells',
        nothing: 'No cell is changed: there is nothing to share yet.',
        about: 'The link holds your changes themselves. Whoever opens it sees them, and runs them only if they want to.',
        link: 'Link',
        copy: 'Copy link',
        qr: 'The link as a QR code',
        brief: 'The code stands for a shorter link. It works until the page’s own code changes; the link above works after that as well.',
        noQr: 'Too long for a QR code.',
        onlyBrief: 'Only the short form of this link fits. It works until the page’s own code changes.',
        faults: {
          long: 'The changes are too long for a link (32 KB).',
          many: 'A link can bring 50 cells of your own, and here are more.',
        } as Record<string, string>,
      },
    },
    editor: {
      keys: 'Shift-Enter runs. Esc, then Tab leaves.',
      back: 'Bring this back',
      text: 'Text, with maths between $ and $',
    },
    compile: {
      foreign: (name: string) =>
        `“${name}” is not declared in this cell, so it cannot be given a value here. Declare it: let ${name} = …, or const.`,
      taken: (name: string) => `The sandbox needs the name “${name}” for itself`,
      exportFrom: 'A cell cannot hand on what another module exports: import it in the cell that uses it',
      exportAs: 'A cell’s names are seen as they are, without “as”',
      notBlankable: 'Types only: what TypeScript would have to turn into code (enum, namespace, parameter properties) does not run here',
    },
    sandbox: {
      didYouMean,
      twice: (name: string, cells: string[]) =>
        `“${name}” is defined in more than one cell: ${list(cells)}. Give it another name in all but one.`,
      isAside: (name: string, cell: string) => `“${name}” has no value: its cell, ${cell}, was stopped`,
      failed: (name: string) => `“${name}” has no value: its cell has an error`,
      notHere: (name: string) => `“${name}” is out of reach here`,
      circular: 'These cells need each other, so that none of them can be the first',
      noModule: (from: string, known: string[]) => `There is no “${from}” to import. There is: ${known.join(', ')}`,
      noExport: (from: string, name: string, near: string | undefined, known: string[]) =>
        `“${from}” has no “${name}”. ${near ? didYouMean(near) : `It has: ${known.join(', ')}`}`,
      noSuch: (kind: string, name: string) => `There is no ${kind} “${name}”`,
      isNot: (kind: string, name: string) =>
        `“${name}” is not an ${kind}: ${kind === 'optimizer' ? 'that has init, step and hyper' : 'that has value and gradient'}`,
      lacks: (names: string[]) => `To join the races, this needs ${list(names)} as well`,
      thrown: (value: string) => `Thrown: ${value}`,
      unreadable: 'An error that cannot be read',
      noMemory: (value: string) => `init gives ${value}, and not the memory`,
      notVector: (name: string, is: string) => `The memory “${name}” is not a list of numbers, but ${is}`,
      muchMemory: (names: number, numbers: number) =>
        `The memory is more than can be kept of a training: at most ${names} lists with ${numbers} numbers in all of them`,
      otherMemory: (name: string) => `The memory “${name}” was not there, or not as long, where this is to go on`,
      unmoved: (updates: number) => `After ${updates} updates x is where it was`,
      noValue: (value: string) => `value(x, y) gives ${value}, and not a number`,
      noGradient: (value: string) => `gradient(x, y) gives ${value}, and not two numbers`,
      asMemory: (name: string, near: string | undefined, known: string[]) => misspelt('The memory has', name, near, known),
      asSetting: (name: string, near: string | undefined, known: string[]) => misspelt('hyper has', name, near, known),
      notNumber: (step: number, names: string[]) => `Update ${step} makes ${list(names)} NaN, which is no number.`,
      tooLarge: (step: number, names: string[]) =>
        `Update ${step} makes ${list(names)} too large for a number: the steps grow without end. A smaller step size may help.`,
      /** How a training ends by what happens elsewhere. */
      training: {
        changed: { name: 'Stopped', message: 'the sandbox had to be started anew, and this code has run again since it began' },
        again: 'It can be taken up again from any point that it has reached.',
      },
      /** How a cell ends that did not end by itself. */
      ends: {
        time: (seconds: number) => ({ name: `Stopped after ${seconds} s`, message: 'a loop may have no end' }),
        crash: () => ({ name: 'Crashed', message: 'the sandbox broke down: the cell may have asked for too much memory' }),
        flood: () => ({ name: 'Stopped', message: 'the cell sent more than anyone can read' }),
        asked: () => ({ name: 'Interrupted', message: 'it was still running' }),
      },
      title: 'Where the cells run',
      gone: { name: 'Crashed', message: 'The sandbox cannot be started. Reload the page to try again; your edits are kept.' },
      misread: {
        name: 'Not readable',
        message: 'the cell sent what no sandbox sends, and it is not shown',
        hint: 'It may have changed what the sandbox itself works with. “Restart” puts that right.',
      },
      assertion: 'Assertion failed:',
      noRows: 'display.table takes a list of rows: [{ x: 1, y: 2 }, …] or [[1, 2], …]',
      noPoints: 'display.plot takes numbers, points [[x, y], …], or several of them by name: { adam: […], mine: […] }',
      either: 'It may be this cell, or the other that runs with it.',
      stays: 'It runs again when you edit or run it. The other cells have run again.',
      hints: {
        memoryReturn:
          'An arrow function that gives a record needs brackets around it: init: (x) => ({ m: zeros(x) }). One with a body needs return.',
        vector: 'zeros(x) makes one.',
        otherMemory: 'The code has changed since that point was reached: start it from the beginning.',
        inPlace: 'Its steps leave x where it is: step changes x in place, as in x[i] -= lr * g[i], and what it returns is not used.',
        missingReturn: 'Is there a return missing?',
        gradientReturn: 'It gives the two derivatives in brackets: [∂f/∂x, ∂f/∂y]. Is there a return missing?',
        constant: 'Declare it with let instead of const to give it another value later.',
        before: 'It is declared further down: move that line up.',
        frozen:
          'What the library and the language bring cannot be changed, since all cells share it. Records: copy them first, as in { ...adam }.',
        recursion: 'A function calls itself without end.',
        network: 'Cells cannot reach the network or load code from elsewhere.',
        memory: 'That is more than the memory holds.',
        nothing: 'Something has no value here: a misspelt name, an index beyond the end, or a function without return.',
      },
    },
    update: {
      start: 'at the start',
      at: (step: number) => `at step ${step}`,
      thisForm: (step: number) => `at step ${step}, in this form`,
      numbers: 'Put in the numbers',
      walk: 'The arrow keys go from letter to letter.',
      hint: 'Point at a letter, tap it, or walk with the arrow keys: it lights up wherever it stands.',
      letters: 'What the letters mean',
      columns: { letter: 'Letter', code: 'In the code', name: 'Name', unit: 'Unit or range', meaning: 'Meaning' },
      meaning: (name: string, means: string) => `${name[0].toUpperCase()}${name.slice(1)}. ${means}`,
      now: (value: string, step: number) => ` At step ${step}: ${value}.`,
      asleep: 'The figure that this follows could not be loaded. Reload the page to try again.',
    },
    oneUpdate: {
      open: 'One update',
      title: (name: string, step: number) => `${name}, update ${step}, term by term`,
      back: 'Previous term',
      forward: 'Next term',
      term: (number: number, name: string) => `Term ${number}: ${name}`,
      gradient: String.raw`g = \nabla f(x)`,
      kinds: {
        place: 'The way there, to the scale of the map.',
        slope: (scale: string) => `An arrow, drawn ${scale} times its length and against the slope, as the step goes.`,
        square: (scale: string) => `A box whose half sides are the roots, drawn ${scale} times their length.`,
        size: (scale: string) => `A box whose half sides these are, drawn ${scale} times their length.`,
        step: 'An arrow, to the scale of the map.',
        area: 'A box whose half sides are the roots, to the scale of the map.',
        rate: 'A number for each coordinate: nothing to draw.',
        curvature: 'A number for each pair of coordinates: nothing to draw.',
        pairs: 'A number for each pair of coordinates: nothing to draw.',
        number: 'A number for all coordinates: nothing to draw.',
      },
      none: 'The path ends where it starts: no update of it has finite numbers.',
      unseen: 'To see it drawn, show this path in one map or in a map of its own.',
    },
    elsewhere: {
      title: 'The same update elsewhere',
      setting: 'Setting',
      here: 'Here',
      sources: { a0: 'A0', a1: 'A1', a4: 'A4', pytorch: 'PyTorch', numpy: 'NumPy' },
      form: 'written as',
      ownForm: 'own form',
      none: 'has none',
      calledHere: (name: string) => `called ${name}`,
      settings: (name: string) => `Settings of ${name}`,
    },
    race: {
      protocols: {
        fair: 'fair',
        a0: 'as in A0',
        a4: 'as in A4',
        pytorch: 'as in PyTorch',
        given: 'one η for all',
        tuned: 'each its best η',
      },
      protocolsLabel: 'Rules of the race',
      map: (objective: string, names: string[], step: number) =>
        `Map of ${objective} with the paths of ${names.join(', ')} up to step ${step}. The numbers are in the table below.`,
      panel: 'Beside the map',
      panels: { loss: 'f at each step', rate: 'effective rate of a step', memory: 'what is remembered', stability: 'which η converge' },
      panelLabel: {
        loss: () => 'Curves of f over the steps.',
        rate: (name: string) => `Effective rate of each step of ${name} along x and y, −Δ/g, on a log scale.`,
        memory: (name: string) => `How much each past gradient weighs in the memory of ${name}.`,
        stability: (name: string) => `Which step sizes of ${name} converge.`,
      },
      loss: {
        start: (value: string) => `All start at f\u00a0=\u00a0${value}.`,
        startOf: (name: string, value: string) => `${name} starts at f\u00a0=\u00a0${value}.`,
        lowest: (step: number, names: string[], value: string, ended: number | undefined) =>
          `Lowest at step ${step}: ${list(names)}, f\u00a0=\u00a0${value}${ended === undefined ? '' : ` since step ${ended}, the last`}.`,
        alone: (name: string, step: number, value: string, start: string) =>
          `${name}, step ${step}: f\u00a0=\u00a0${value}, from ${start} at the start.`,
      },
      rate: {
        start: 'No step yet: a rate is how far a step went for each unit of gradient.',
        at: (name: string, step: number, x: string, y: string) => `${name}, step ${step}: as if η were ${x} and ${y}.`,
        along: (axis: string, rate: string) => `${rate} along ${axis}`,
        against: (axis: string, rate: string) => `${rate} along ${axis} (not downhill: a gap in the curve)`,
        gaps: (axis: string, count: number) =>
          count > 0 ? `Along ${axis}, ${count === 1 ? '1 step goes' : `${count} steps go`} not downhill and are gaps.` : '',
        any: (axis: string) => `anything along ${axis}, where g = 0`,
        none: (axis: string) => `nothing along ${axis}, which moves though g = 0`,
      },
      memory: {
        fading: (name: string, of: string, fade: string, steps: string) => `${name}, of ${of}: ≈ 1/(1 − ${fade}) = ${steps} steps`,
        forEver: (name: string, of: string) => `${name}, of ${of}: all alike, for ever`,
        uneven: (name: string, of: string) => `${name}, of ${of}: fades unevenly`,
        zero: (name: string) => `${name} stays 0`,
        other: (name: string) => `${name}: not a sum of gradients`,
        newest: 'the newest gradient, and no other',
        nothing: (name: string) => `${name} keeps nothing: a step forgets every gradient before it.`,
        start: 'No gradient yet: all memory is empty.',
        guest: (name: string) => `What ${name} remembers is not measured here: it would take many runs of your code.`,
        part: (percent: string, name: string) => `${percent} % of ${name}`,
        at: (step: number, parts: string[]) => `At step ${step} the newest gradient is ${list(parts)}.`,
        line: 'The line goes back to weight 1/e.',
      },
      stability: {
        converges: 'converges',
        diverges: 'diverges',
        nowhere: 'no η converges',
        unmeasured: 'not measured',
        guest: (name: string, f: string) =>
          `Which η converge for ${name} on ${f} is not measured here: it would take many runs of your code.`,
        bottomless: (_name: string, f: string) => `${f} has no lowest point, so no setting converges.`,
        rateless: (name: string) => `${name} has no step size η.`,
        still: 'η = 0: every step stays where it is.',
        side: {
          below: (pull: string, limit: string) => `Converges: η·λmax = ${pull} < ${limit}.`,
          on: (pull: string, limit: string) => `On the boundary: η·λmax = ${pull} = ${limit}. Steps neither shrink nor grow.`,
          above: (pull: string, limit: string) => `Diverges: η·λmax = ${pull} > ${limit}.`,
        },
        value: {
          within: (value: string, boundary: string) => `${value}, within the boundary ${boundary}`,
          beyond: (value: string, boundary: string) => `${value}, beyond the boundary ${boundary}`,
        },
        key: ['f: < 1 % left', 'less', 'all or more'],
        since: {
          parts: () => 'An update sees a part of f',
          bent: () => 'The curvature changes from place to place',
          unknown: (name: string) => `No boundary is known for ${name}`,
        },
        measured: (since: string, part: string | undefined, steps: number) =>
          `${since}: each cell is a run of ${steps} steps. ${part ? `Here ${part} of f above its minimum is left.` : 'Here f has no finite end.'}`,
      },
      startHandle: (place: string) => `Start ${place}. Drag it, or move it with the arrow keys; with Shift, further.`,
      back: 'Step back',
      play: 'Play',
      pause: 'Pause',
      forward: 'Step forward',
      scrub: 'Step',
      stepOf: (step: number, end: number) => `step ${step} of ${end}`,
      setUp: 'Set up',
      legend: 'Paths',
      settingsOf: 'Settings of',
      form: 'written as',
      ownForm: 'own form',
      otherForm: (name: string, by: string) => `form “${name}” (${by})`,
      schedule: 'step size over time',
      finer: 'finer settings',
      slider: (name: string) => `${name}, slider`,
      objective: 'Objective',
      startX: 'Start x',
      startY: 'Start y',
      steps: 'Steps',
      levels: 'Level sets of',
      level: { f: 'f', root: '√f' },
      view: 'View',
      views: { overlay: 'all in one map', multiples: 'a map for each', one: 'one at a time', surface: 'on the surface' },
      relief: {
        label: 'Where to look from',
        eyes: { above: 'from above', side: 'from the side', first: 'reset' },
        from: (azimuth: number, elevation: number) =>
          elevation === 90
            ? `Seen from straight above, turned ${degrees(azimuth)}.`
            : `Seen from the ${winds[Math.round(azimuth / 45 + 8) % 8]}, turned ${degrees(azimuth)}, ${degrees(elevation)} above the horizon.`,
        turner: (from: string) => `${from} Drag to turn the surface, or use the arrow keys; with Shift, further.`,
        map: (objective: string, names: string[], step: number, from: string) =>
          `Surface of ${objective} above its map, with the paths of ${names.join(', ')} up to step ${step}. ${from} The numbers are in the table below.`,
      },
      reset: 'Reset',
      copyLink: 'Copy link',
      copied: 'Copied',
      copiedWithout: 'Copied, without what is yours: that goes by “Share”',
      notCopied: 'The browser refused: copy it from the address bar',
      noClipboard: 'The browser refused: mark it and copy',
      numbers: 'Numbers and downloads',
      numbersOf: (figure: string) => `Numbers: ${figure}`,
      table: (name: string) => `${name}, step by step`,
      tablePath: 'Path',
      tableNote: 'g is the gradient that the update was given, Δ the update; the rate is −Δ/g, the angle that between Δ and −g.',
      columns: { step: 'step', f: 'f', length: '‖g‖', delta: 'Δ', rate: 'rate', angle: 'angle, °' },
      tableThinned: 'Here is every tenth step; with JavaScript, every one.',
      copyRow: 'Copy row',
      copyTable: 'Copy table',
      downloads: { svg: 'SVG', png: 'PNG', csv: 'CSV', json: 'JSON' },
      download: 'Download',

      at: (name: string, step: number, place: string, value: string) => `${name}, step ${step}: x = ${place}, f = ${value}`,
      ended: (name: string, step: number, place: string, value: string) => `${name} ends at step ${step}: x = ${place}, f = ${value}`,
      none: 'No path is switched on.',
      levelNote: {
        f: () => 'Level sets of f.',
        root: (ofA0: boolean) => (ofA0 ? 'Level sets of √f, as A0 draws them, though it minimises f.' : 'Level sets of √f.'),
      },
      levelSwitch: { f: 'Show √f', root: 'Show f' },
      cut: (count: number) => `Shown are the first ${count} points, as in the article.`,
      boxed: (name: string, step: number) => `${name}’s loop stops after step ${step}.`,
      off: 'The start is outside this map.',
      left: (step: number) => `step ${step} left the map`,
      leftAndBack: (step: number, back: number) => `step ${step} left the map, step ${back} came back`,
      overflow: (step: number) => `step ${step} has no finite result`,
      tooFast: (pull: string, limit: string) => `lr·λmax = ${pull} > ${limit}`,
      whyTooFast: 'Above that limit a step ends higher on the other side than it began.',
      zeroByZero: '0/0: a coordinate had no gradient yet, and no guard ε stands under it.',
      bottomless: 'This surface has no lowest point: leaving is what downhill means here.',
      allowed: {
        start: (min: number, max: number) => `a start has two numbers from ${min} to ${max}`,
        steps: (min: number, max: number) => `steps is a whole number from ${min} to ${max}`,
      },
      kept: (complaint: string) => `${complaint[0].toUpperCase()}${complaint.slice(1)}. The figure shows the last good value.`,
      damaged: (part: string, allowed?: string) =>
        `This link is damaged at “${part.length > 60 ? `${part.slice(0, 60)}…` : part}”${allowed ? ` (allowed: ${allowed})` : ''}. The figure shows its defaults.`,
      guests: {
        name: (name: string) => `${name} (yours)`,
        form: (name: string) => `form “${name}”`,
        ghost: (name: string, original: string) => `The faint path is ${original} as it was before it became ${name}.`,
        trouble: (name: string, what: string) => `${name}: ${/[.!?]$/.test(what) ? what : `${what}.`} The path shown is the last good one.`,
      },
      asleep: 'This figure could not be loaded and is a still picture for now. Reload the page to try again.',
      failed: (what: string) => `That did not work: ${what}. The last good figure stays.`,
    },
    legend: {
      more: (count: number) => `${count} more`,
      others: 'switched off at first',
      families: {
        descent: 'Descent’s kin',
        momentum: 'Momentum’s kin',
        adagrad: 'AdaGrad’s kin',
        rmsprop: 'RMSprop’s kin',
        adam: 'Adam’s kin',
        newton: 'Newton’s kin',
        matrix: 'Of matrices',
      } satisfies Record<Family, string>,
    },
    figures: {
      'too-long': 'A step that is too long',
      'before-newton': 'Gradient descent crawls along a bent valley',
      climbs: 'Newton climbs to a maximum',
      'before-momentum': 'Gradient descent zigzags',
      'before-nesterov': 'Momentum brakes too late',
      'before-adagrad': 'Momentum overshoots, and leaves the rare word behind',
      'before-rmsprop': 'AdaGrad stalls',
      'before-adadelta': 'RMSprop is as fast as it was told to be',
      'before-adam': 'RMSprop hops for ever',
      'before-adamax': 'One rare text throws Adam’s weight too far',
      'before-amsgrad': 'Adam walks the wrong way',
      'before-adabound': 'Adam’s rates run wild',
      uncorrected: 'Adam without correction',
      'before-nadam': 'Adam rolls through',
      'before-adamw': 'A penalty that is too small to matter, under Adam',
      'before-radam': 'Adam leaps from where there is nothing to do',
      'before-adabelief': 'Adam learns nothing from a slope that stays the same',
      'before-adan': 'A long memory swings across the ravine',
      'before-lion': 'Noise shortens Adam’s strides',
      'before-shampoo': 'A valley that runs aslant',
      'before-adafactor': 'Without a memory of g Adam leaps',
      'before-muon': 'A step as long as the slope is steep',
      'a4-naive': 'A4: four algorithms side by side',
      home: 'Five algorithms, one valley',
      playground: 'Your algorithm among the others',
      'a0-final': 'The race as A0 ran it',
      fair: 'The same race, made fair',
      'saddle-race': 'Who leaves the saddle?',
      'valley-race': 'Along Rosenbrock’s valley',
      'minima-race': 'Many pits, and one that is the deepest',
      'sparse-race': 'A common and a rare word, each algorithm tuned',
    },
    sweep: {
      loss: 'final loss over the step size η',
      leaving: 'updates until f < −1, over the step size η',
      label: (what: string, best: string[]) => `Curves: ${what}, both on log scales. Best: ${best.join('; ')}.`,
      best: (name: string, lr: string, value: string) => `${name} η = ${lr}, ${value}`,
      given: 'one η for all',
      columns: { loss: ['', 'best η', 'final loss', 'with one η'], leaving: ['', 'best η', 'updates', 'with one η'] },
      table: (title: string) => `The search for step sizes: ${title}`,
      others: 'The other algorithms',
      never: 'never',
      lost: 'lost',
    },
    climbs: {
      map: (name: string, f: string, end: string) => `Map of ${f} with the path of ${name}, which ${end}.`,
      end: (at: string, f: string) => `ends at ${at}, where f = ${f}`,
    },
    squares: {
      whole: (numbers: number) => `v: ${numbers} numbers`,
      wholeLabel: (updates: number) =>
        `Adam’s v for each weight of the last layer after ${updates} updates, the deeper the colour, the larger.`,
      guess: (numbers: number) => `the guess: ${numbers} numbers`,
      guessLabel: 'The same as Adafactor guesses it from the means of rows and columns: nearly the same picture.',
    },
    forgetting: {
      label: (steps: number) =>
        `What Adafactor keeps of its memory at each of ${steps} steps, from nothing at the first to 0.996, below what Adam keeps.`,
      adam: 'Adam, corrected',
      own: 'Adafactor, 1 − t⁻⁰·⁸',
    },
    singular: {
      label: (updates: number) =>
        `The 100 singular values of a layer after ${updates} updates, on a log scale: of Muon’s memory, which fall from near 1 through several powers of ten, and of the step, nearly all of which lie near 1.`,
      before: 'in m, divided by its length',
      after: 'in the step',
    },
    newtonCost: {
      label: 'What a step costs, of gradient descent and of Newton’s method',
      heads: { n: 'N', g: 'size of g', descent: 'a step', H: 'size of H', newton: 'a step' },
      groups: { descent: 'gradient descent', newton: 'Newton' },
      reckoned: 'the network, reckoned',
      made: (engine: string) =>
        `Times are measured, on one thread (${engine}); f and its derivatives are not in them. The last row continues the one above: with N, N² and N³.`,
    },
    radam: {
      rates: 'Adam’s rate, over the update',
      ratesLabel:
        'Chart over the update, from 1 to 5000, on a log scale: between which rates eight of ten weights lie. The band is wide at first and closes around 1.',
      band: 'eight weights of ten',
      factors: 'RAdam’s factor, over the update',
      factorsLabel:
        'Chart over the update, from 1 to 5000, on a log scale: the factor from 0 to 1, which sets in at update 6 and rises, sooner for the shorter memory; and a straight line up to update 2000.',
      hand: 'by hand',
    },
    surfaces: {
      kinds: {
        quad1: 'convex: one way down, one place to end',
        himmelblau: 'not convex: four minima, four saddles between them, a maximum',
        saddle: 'a minimum along x, a maximum along y',
        rastrigin: 'a minimum in every pit; one is the lowest',
      },
      key: '+ minimum   ▵ maximum   × saddle',
      map: (name: string, { minima, maxima, saddles }: Record<'minima' | 'maxima' | 'saddles', number>) =>
        `Map of ${name}: in view are ${minima} minima, ${maxima} maxima and ${saddles} saddles`,
    },
    slope: {
      down: 'steepest way down',
      home: 'way to the minimum',
      angle: (at: string, degrees: string) => `At ${at} the two directions are ${degrees}° apart.`,
      arrived: 'This is the minimum: there is no way down from here.',
      handle: (at: string) => `Place ${at}. Drag it, or move it with the arrow keys; with Shift, further.`,
      map: (angle: string) =>
        `Map of the valley with two arrows from one point: the steepest way down and the way to the minimum. ${angle}`,
    },
    ahead: {
      slider: 'Update',
      count: (update: number, of: number) => `update ${update} of ${of}`,
      where: (update: number) =>
        `Map of the valley with the paths of Momentum and Nesterov before update ${update}, and the place of the close-up`,
      map: (update: number) =>
        `Close-up of update ${update}: from one place momentum’s short and long vector, and Nesterov’s jump with the correction at its end. The numbers are below.`,
      both: 'both',
      push: (x: string, y: string) => `${x} along x and ${y} along y`,
      slopes: (update: number, from: string, here: string, ahead: string) =>
        `Update ${update}, from ${from}: the slope here is worth a push of ${here}, the slope a jump ahead ${ahead}.`,
      lands: (momentum: string, f: string, nesterov: string, fAhead: string) =>
        `Momentum would land at ${momentum}, where f\u00a0=\u00a0${f}, Nesterov lands at ${nesterov}, where f\u00a0=\u00a0${fAhead}.`,
      first: (from: string) =>
        `Update 1, from ${from}: nothing is remembered yet, so there is no jump, and both make the step of gradient descent.`,
      vectors: [
        { kind: 'short', tex: String.raw`-\eta\, g`, says: 'momentum, short: the slope where it stands' },
        { kind: 'jump', tex: String.raw`-\eta\, \beta_1 m`, says: 'Nesterov’s jump: the memory alone' },
        { kind: 'long', tex: String.raw`-\eta\, (\beta_1 m + g)`, says: 'momentum, long: its whole step' },
        { kind: 'correction', tex: String.raw`-\eta\, \tilde g`, says: 'Nesterov’s correction: the slope where the jump ends' },
      ],
    },
    landscape: {
      map: (from: string) =>
        `The valley as a surface above its map. From (−5, −2) the steepest way down leads down the wall first, then along the floor to the minimum. ${from}`,
    },
    batches: {
      batch: 'Batch',
      miniBatch: 'Mini-batch',
      oneSample: 'One sample',
      settings: { lr: 'step size η', epochs: 'passes over the data', size: 'rows in a mini-batch' },
      facts: (rows: number, updates: number, above: string) => `${rowsAnUpdate(rows)}, ${updates} updates; ends ${above} above the minimum`,
      left: (rows: number, updates: number) => `${rowsAnUpdate(rows)}, ${updates} updates; the step is too large, and it leaves the map`,
      map: (name: string) => `Path of ${name} descent over the loss of a straight line`,
    },
    bounds: {
      settings: { finalLr: 'final rate η*', gamma: 'closing of the bounds γ' },
      upper: 'upper bound',
      lower: 'lower bound',
      final: 'final rate',
      chart: (steps: number) =>
        `Chart over ${steps} steps: the two bounds close on the final rate, and the rates that Adam would have along x and y run against them`,
      facts: (axis: string, above: number, below: number, steps: number) =>
        `Along ${axis} Adam’s rate is above the upper bound in ${above} of ${steps} steps, below the lower one in ${below}.`,
    },
    changed: {
      title: (parent: string) => `What changed from ${parent}`,
      table: (child: string, parent: string) => `The update of ${child}, with what is new in it and what it replaces in ${parent}`,
      row: 'Row',
      kinds: { same: 'as before', changed: 'changed', new: 'new', gone: 'gone' },
      was: 'was',
      keyNew: 'underlined',
      newHere: (parent: string) => `not in ${parent}`,
      keyGone: 'struck out',
      goneHere: (parent: string) => `only in ${parent}`,
      forms: (one: string, other: string) => `The updates of ${one} and ${other}, row beside row`,
      quantity: 'What the row works out',
      none: 'no such row',
      onlyHere: 'only on this side',
    },
    slide: {
      slider: (child: string, parent: string) => `from ${child} to ${parent}`,
      map: (child: string, parent: string, apart: string) => `Map with the paths of ${child} and ${parent}. ${apart}`,
      apart: (distance: string, step: number) => `The paths are farthest apart at step ${step}: by ${distance}.`,
      left: (what: string) => `What is left is the ${what}.`,
      same: (parent: string) => `The same path as ${parent}’s, at every step.`,
      shared: 'Both paths:',
      otherForm: (name: string) => `written as “${name}”`,
      show: 'Show this in the chapter’s figure',
      handle: (at: string) => `Start ${at} of both paths. Drag it, or move it with the arrow keys; with Shift, further.`,
    },
    family: {
      label: 'The family of algorithms, from the oldest to the youngest',
      around: (name: string) => `What ${name} grew out of, and what grew out of it`,
      title: 'Family',
      grewOut: 'Grew out of it',
      edge: (child: string, parent: string, says: string) => `What ${child} changed in ${parent}: ${says}`,
    },
    compared: {
      label: 'The algorithms compared',
      algorithm: 'Algorithm',
      keeps: 'Keeps',
      uses: 'Gradient used',
      rate: 'Rate',
      strength: 'Strength',
      nothing: 'nothing',
      numbers: (count: number) =>
        count === 1 ? 'one number a weight' : `${['zero', 'one', 'two', 'three', 'four'][count] ?? count} numbers a weight`,
    },
    trust: {
      title: 'How this was checked',
      version: (source: string, version: string) => `${source} ${version}`,
      walked: (name: string, sources: string[], { series, steps, objectives }: { series: number; steps: number; objectives: number }) =>
        `${name} walked ${count(series, 'path')} of ${list(sources)} again, ${count(steps, 'step')} on ${count(objectives, 'objective')}.`,
      largest: 'The largest relative difference was',
      exact: 'Every point was the same to the last bit.',
      keeps: (laws: number) => `It keeps ${count(laws, 'law')}.`,
      more: 'What this means, and what it leaves out',
      table: 'What each algorithm was held against',
      heads: {
        algorithm: 'Algorithm',
        against: 'Against',
        series: 'Paths',
        objectives: 'Objectives',
        steps: 'Steps',
        largest: 'Largest relative difference',
        laws: 'Laws',
      },
      same: 'none, to the last bit',
      at: (objective: string, step: number) => `${objective}, step ${step}`,
      matrix: 'a matrix of 4 × 3',
      all: 'All',
      made: (numpy: string, torch: string, engine: string) =>
        `The articles’ loops, and ours in NumPy, ran in NumPy ${numpy}, PyTorch’s paths are those of version ${torch}, ours were computed by ${engine}.`,
      derivatives: 'Gradients and Hessians against central differences',
      derivativeHeads: { objective: 'Objective', places: 'Places', gradient: 'Gradient', hessian: 'Hessian' },
      figures: 'The articles’ figures, point by point',
      figureHeads: { figure: 'Figure', paths: 'Paths', points: 'Points', largest: 'Largest relative difference' },
      of: (source: string) => `${source}’s`,
      with: 'with',
      leftOut: (paths: number, reason: string) => `, ${count(paths, 'path')}: ${reason}.`,
    },
    errata: {
      title: 'Errata',
      idea: 'Articles are read more often than they are run. Here both are run: what each article has, and the same thing mended.',
      description: 'Each mistake in the five articles that has code, with its mended version: both run, both drawn.',
      link: 'Mistakes in the articles, run',
      listed: 'The mistakes, by article',
      open: 'Both versions, run',
      of: (article: string) => `Mistakes in ${article}`,
      about: 'About',
      sides: { printed: (article: string) => `As ${article} has it`, mended: () => 'Mended' },
      code: (side: string) => `Code, ${side[0].toLowerCase()}${side.slice(1)}`,
      differs: 'only here: ',
      rules: (objective: string, start: string, steps: number) => `${objective}, from ${start}, ${steps} steps`,
      settings: (article: string) => `with ${article}’s settings`,
      map: (side: string, names: string[]) =>
        `${side}: map with the ${names.length === 1 ? 'path' : 'paths'} of ${list(names)}. Where they end is said below.`,
      same: (name: string, count: number, place: string) => `${name}: all ${count} points are ${place}.`,
      at: (name: string, step: number, place: string, value: string) => `${name}, step ${step}: ${place}, f\u00a0=\u00a0${value}`,
      stopped: (name: string, step: number, place: string, value: string) =>
        `${name}, stopped at step ${step}: ${place}, f\u00a0=\u00a0${value}`,
      cut: (name: string, step: number, place: string, value: string, steps: number) =>
        `${name}, cut off at step ${step} of ${steps}: ${place}, f\u00a0=\u00a0${value}`,
      broken: (name: string, step: number, place: string) => `${name}: step ${step} has no finite result; it stays at ${place}.`,
      shows: 'What the runs show',
    },
    take: {
      title: 'Take it away',
      idea: 'Everything on this page that runs, as it is now.',
      notebook: 'Notebook for Jupyter',
      program: 'Program',
      settings: 'These settings as code',
      settingsOf: (name: string, figure: string) => `${name}, as it runs in “${figure}”`,
      lines: { ts: 'TypeScript', numpy: 'NumPy', torch: 'PyTorch' },
      failed: (what: string) => `That did not work: ${what}. Nothing was saved.`,
      about: (page: string) =>
        `From ${page}. To run it, install [Deno](https://deno.com) and its kernel (\`deno jupyter --install\`), choose the kernel “Deno”, and run all cells. The next cell is the library that the page runs on; nothing is loaded from elsewhere but Plot and jsdom, for the drawings. Without them the numbers are printed.`,
      run: (file: string) =>
        `Run it with \`node ${file}\` (from Node 22.18) or \`deno run ${file}\`. It prints the points of each path as CSV.`,
      seen: (page: string) => `What stands here is drawn [on the page](${page}).`,
      noTorch: (name: string, value: string) => `PyTorch’s has no ${name}; with ${value} the path here is another`,
      ownForm: (form: string) => `here it runs as “${form}”, which PyTorch’s may not be`,
      clash: (name: string, one: string, other: string) =>
        `in one file the name “${name}” cannot stand for two things, as it does in the cells “${one}” and “${other}”`,
      open: 'Open a notebook (.ipynb)',
      opened: (cells: number) =>
        cells === 0 ? 'The page has all of it already.' : `Opened: ${count(cells, 'cell')}. Nothing has run yet.`,
      notOpened: (what: string) => `That did not work: ${what}. Nothing was changed.`,
      unreadable: {
        noJson: 'This file is damaged, or is no notebook: it is not JSON.',
        noNotebook: 'This file is JSON, but no Jupyter notebook: it does not say its nbformat.',
        version: (version: string) => `This notebook has format ${version}; only format 4 can be opened. Jupyter saves it as that.`,
        noCells: 'This notebook is damaged: it has no list of cells.',
        cell: (number: number) => `This notebook is damaged: its cell ${number} has no text, or is of no known kind.`,
        language: (language: string) => `This notebook is written in ${language}; only TypeScript and JavaScript can be opened here.`,
        tooLarge: (megabytes: number) => `This file is larger than ${megabytes} MB, too large to be opened here.`,
        tooMany: (cells: number, limit: number) => `This notebook has ${cells} cells; at most ${limit} can be opened here.`,
      },
    },
    formula: {
      label: 'A surface from a formula',
      field: 'f(x, y) =',
      first: 'x^2/4 + y^2/2 + sin(2x)',
      range: (name: string, end: 'from' | 'to') => `${name} ${end}`,
      make: 'Write the cell and run it',
      differences: without,
      disorder: 'A range goes from a number to a larger one.',
      surface: 'My surface',
      made: (cell: string) => `Value, gradient and Hessian are now in ${cell}, and the figure runs on it.`,
      madeByDifferences: (cell: string) => `The value is now in ${cell}; slopes are central differences. The figure runs on it.`,
      at: (column: number) => `At character ${column}:`,
      empty: 'Write a formula of x and y, such as (1 − x)^2 + 100 (y − x^2)^2.',
      tooLong: (most: number) => `A formula has ${most} characters at most.`,
      syntax: (message: string) => `This cannot be read: ${message}.`,
      constant: 'There is no x and no y in it: the surface would be flat.',
      noPlace: (what: string) => `“${what}” has no place in a formula of x and y.`,
      unknown: (name: string, meant?: string) =>
        `There is no “${name}” here: a formula has x, y, numbers, pi, tau and e.${meant ? ` If you mean ${meant}, write it so.` : ''}`,
      unbracketed: (name: string, of = 'x') => `${name} needs brackets: ${name}(${of}).`,
      notCalled: (name: string) => `${name}(…) would call ${name}. To multiply, write ${name}*(…).`,
      noFunction: (name: string, known: string[]) => `There is no function “${name}” here. There is: ${known.join(', ')}.`,
      count: (name: string, least: number, most: number) =>
        `${name} takes ${least === most ? count(least, 'argument') : `${least} to ${most} arguments`}.`,
      kinked: (name: string) =>
        `${name} has no derivative everywhere: its graph has kinks or jumps. Tick “${without}” to take slopes from values.`,
      underived: (name: string) => `The derivative of ${name} is not known here. Tick “${without}” to take slopes from values.`,
      nowhere: 'The formula has no finite value anywhere in this view.',
    },
    network: {
      title: 'A4’s race through a network',
      losses: 'Loss of each update, smoothed',
      label: (names: string[], over: string) => `Loss curves of ${list(names)} over ${over}. The numbers are in the table below.`,
      axisLabel: 'Curves over',
      axisNames: { iteration: 'iterations', time: 'time' },
      axisUnit: { iteration: 'iteration', time: 's' },
      noTimes: 'How long it took is known once the race has run here.',
      scaleLabel: 'Scale',
      scales: { a4: '0 to 1, as in A4', log: 'log' },
      start: 'Start',
      pause: 'Pause',
      resume: 'Resume',
      stop: 'Stop',
      restart: 'Restart from here',
      progress: 'Part of the race that is done',
      cursor: 'Iteration',
      of: (t: number, total: number) => `${t} of ${total}`,
      setUp: 'Set up',
      legend: 'Algorithms in the race',
      recorded: 'This race was run beforehand, on the built-in digits. Press Start to run it here.',
      phase: {
        idle: '',
        loading: 'The images are being made ready…',
        running: (left: string | undefined) => (left === undefined ? 'Running.' : `Running; about ${left} left.`),
        paused: 'Paused. Curves, settings and cursor can be looked at and changed.',
        ended: 'Ended.',
        changed: 'Settings have changed: Start, or Restart from a point, to see what they do.',
      },
      seconds: (seconds: number) => (seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`),
      kernels: {
        simd: 'Computed by WebAssembly SIMD.',
        plain: 'This browser has no WebAssembly SIMD: computed in plain TypeScript, which takes some ten times as long.',
      },
      panel: 'Beside the curves',
      panels: { accuracy: 'right answers', rate: 'rate in effect, by layer', gradient: 'length of the gradient, by layer' },
      best: (name: string, share: string) => `Most right on unseen digits: ${name}, ${share}. Dotted: on digits for training.`,
      noScore: 'No score yet.',
      noLayers: (name: string) => `Nothing noted of ${name} yet.`,
      layers: {
        rate: (name: string, t: number, first: string, last: string) =>
          `${name}, update ${t}: each unit of gradient moves layer 1 by ${first}, layer 5 by ${last}. From whole to dotted: layers 1 to 5.`,
        gradient: (name: string, t: number, first: string, last: string) =>
          `${name}, update ${t}: ‖g‖ is ${first} in layer 1, ${last} in layer 5. From whole to dotted: layers 1 to 5.`,
      },
      table: 'The race in numbers, at the cursor',
      columns: ['', 'update', 'loss', 'right, training', 'right, unseen', 'ms/update'],
      nonFinite: (t: number) =>
        `Update ${t} has no finite loss. The curve before it stays; restart from a point before it with a smaller step size.`,
      failed: (why: string) => `${/[.!?]$/.test(why) ? why : `${why}.`} The curve so far stays.`,
      silent: 'Its worker has not been heard for half a minute: the browser may have ended it. Restart it from any point.',
      wrong: (name: string, count: number, of: number) => `${name} takes ${count} of ${of} unseen digits for others:`,
      allRight: (name: string, of: number) => `${name} takes none of ${of} unseen digits for another.`,
      mistaken: (said: number, label: number) => `${label} taken for ${said}`,
      settings: {
        images: 'Images',
        seed: 'Seed',
        iterations: 'Iterations',
        activation: 'Activation',
        weightDecay: 'Weight decay λ',
        starts: 'First weights',
      },
      activations: { relu: 'ReLU, with He’s weights', sigmoid: 'sigmoid, with Xavier’s' },
      starts: { same: 'the same for all', own: 'own ones for each, as in A4' },
      allowed: {
        seed: (min: number, max: number) => `the seed is a whole number from ${min} to ${max}`,
        iterations: (min: number, max: number) => `iterations is a whole number from ${min} to ${max}`,
        weightDecay: (min: number, max: number) => `weight decay is a number from ${min} to ${max}`,
      },
      sets: {
        'built-in': 'built-in digits',
        site: 'MNIST, from this site',
        given: (name: string) => `yours: ${name}`,
      },
      choose: 'Your own images…',
      drop: 'Or drop the IDX files of MNIST or Fashion-MNIST anywhere on this figure, gzipped or not. They stay on this machine.',
      loaded: (name: string, train: number, test: number) => `${name}: ${train} images to train on, ${test} to test.`,
      notLoaded: (why: string) => `These images cannot be used. ${why} The race goes on with those that it has.`,
      kept: (complaint: string) => `${complaint[0].toUpperCase()}${complaint.slice(1)}. The last good value holds.`,
      nobody: 'No algorithm is in the race: press the name of one.',
      downloads: { csv: 'CSV', json: 'JSON' },
      csvHead: ['algorithm', 'update', 'loss', 'smoothed', 'ms'],
      check: {
        title: 'The gradient by hand',
        map: (reading: string) => `How far numerical slopes are off, over the distance h between values, both on log scales. ${reading}`,
        along: 'h',
        curves: { central: 'central, ∝ h²', forward: 'forward, ∝ h', single: 'central, float32' },
        ways: { central: 'central', forward: 'forward', single: 'central in float32' },
        rounding: 'rounding, ∝ 1/h',
        kinks: 'kinks of ReLU',
        step: 'Distance h',
        now: (h: string, central: string, forward: string, single?: string) =>
          `At h = ${h} central differences are off by ${central}, forward ones by ${forward}${single ? `, central ones in float32 by ${single}` : ''}, in parts of the gradient’s length.`,
        best: (way: string, error: string, h: string) => `${error} at h = ${h} (${way})`,
        bests: (all: string[]) => (all.length > 0 ? `Least: ${all.join(', ')}.` : ''),
        numbers: 'Numbers',
        all: (count: number) => `all ${count}`,
        layer: (layer: number) => `layer ${layer}`,
        activation: 'Activation',
        activations: { relu: 'ReLU', sigmoid: 'sigmoid' },
        run: 'Run it here',
        other: 'Other digits',
        running: (done: number, all: number) => `${done} of ${all} numbers…`,
        failed: (why: string) => `The check stopped: ${why}. What it found so far stays.`,
        cost: 'What the whole gradient takes',
        byValues: 'by values',
        values: (count: number, duration: string) => `${count.toLocaleString('en')} losses, ${duration}`,
        byBackprop: 'by backprop',
        gradient: (duration: string) => `one loss and the way back, ${duration}`,
        ratio: 'that is',
        times: (times: number) => `${times.toLocaleString('en')} times as long`,
        duration: (ms: number) =>
          ms < 1000 ? `${Number(ms.toPrecision(2))} ms` : ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`,
        measured: {
          beforehand: 'Measured when this page was made, from single losses of 8 digits, in float64.',
          here: 'Measured on your machine, from single losses of 8 digits, in float64.',
        },
        zeros: (zeros: number, of: number) => `Of ${of.toLocaleString('en')} slopes ${zeros.toLocaleString('en')} are exactly 0 here.`,
      },
      landscape: {
        title: 'The loss around the paths',
        map: (of: string | undefined, share: string, parts: string[]) =>
          `Map of the loss on the plane ${of ? `through the path of ${of}` : 'through all paths'}, which holds ${share} of it. Of their ways lie in the plane: ${list(parts)}. The numbers are in the table below.`,
        part: (name: string, share: string) => `${name} ${share}`,
        plane: 'Plane through',
        planes: { all: 'all paths', own: (name: string) => `the path of ${name}` },
        share: (of: string | undefined, share: string, oneStart: boolean) =>
          `This plane holds ${share} of ${of ? `${of}’s` : 'all'} squared distances from the ${oneStart ? 'start' : 'middle of the starts'}.`,
        unit: 'Lengths are in parts of the weights’ own: a step of length 1 moves each neuron’s weights by as much as they are long, in the square mean.',
        step: 'Update',
        of: (t: number, total: number) => `${t} of ${total}`,
        here: (loss: string) => `The loss at the pointer: ${loss}.`,
        lines: (factor: string) => `From line to line the loss grows ${factor}-fold.`,
        point: 'Point at the map to read the loss there.',
        table: (t: number) => `The paths at update ${t}`,
        ended: (name: string, t: number) => `${name} (up to ${t})`,
        columns: ['', 'loss', 'loss on the map', 'off the plane', 'its way in the plane'],
        draw: 'Draw the race above',
        drawn: 'This is the race that ran above.',
        surveying: (share: number) => `Measuring the loss: ${Math.floor(100 * share)} %`,
        failed: (why: string) => `This cannot be drawn: ${why}. The map before it stays.`,
      },
      seeds: {
        title: 'A3’s comparison, with luck in it',
        label: (measure: string, names: string[]) =>
          `A dot for each run: ${measure}, of ${list(names)}, each with two settings and several seeds. The numbers are in the table below.`,
        key: {
          defaults: 'hollow: default settings',
          tuned: 'full: step size and schedule tuned',
          bar: 'bar: mean ± one standard deviation',
        },
        better: 'better →',
        compare: 'Compare',
        comparisons: { a3: 'as A3', defaults: 'defaults', tuned: 'all tuned' },
        leads: {
          a3: 'As in A3, gradient descent tuned and the others as they come:',
          defaults: 'All with default settings:',
          tuned: 'All tuned with the same effort:',
        },
        measure: 'Measured at the end',
        measures: { right: 'right, unseen', loss: 'training loss' },
        measureNames: { right: 'right answers on unseen digits', loss: 'training loss of the last updates' },
        seeds: {
          recorded: (seeds: number) => `${seeds} seeds`,
          own: (seeds: number) => `your ${seeds} seeds`,
        },
        best: (name: string, right: string, next: string, gap: string, ahead: number, seeds: string) =>
          `${name} is best, with ${right}. It is ${gap} points above ${next}, and ahead with ${ahead} of ${seeds}.`,
        place: (name: string, place: number, count: number, gap: string, best: string, behind: number, seeds: number) =>
          `${name} is number ${place} of ${count}, ${gap} points below ${best}, and behind with ${behind} of ${seeds} seeds.`,
        luck: (share: number) => {
          const often = share > 0.5 ? 'in most cases' : `in 1 case of ${Math.round(1 / share).toLocaleString('en')}`;
          return share < 0.05 ? `Luck alone would do as much ${often}.` : `That may be luck, which alone would do as much ${often}.`;
        },
        sweep: 'The search: final loss over step size',
        sweepLabel: (tunings: string[]) =>
          `Curves of the final training loss over the step size, for each algorithm. Best: ${tunings.join('; ')}.`,
        tuning: (name: string, rate: string, schedule: string) => `${name} ${rate}, ${schedule}`,
        sweepKey: 'Full: the best found; hollow: the default. Faint: the other of two schedules, constant and cosine.',
        table: 'The runs in numbers',
        columns: ['', 'settings', 'step size', 'schedule', 'right, unseen', 'training loss', 'runs'],
        efforts: { defaults: 'default', tuned: 'tuned' },
        runs: { recorded: (count: number) => String(count), own: (count: number) => `${count}, yours` },
        broken: (count: number) => `${count} without a finite loss`,
        start: 'Repeat it here',
        stop: 'Stop',
        clear: 'Clear',
        count: 'Seeds',
        from: 'from seed',
        which: 'Settings',
        whiches: { both: 'both', defaults: 'default', tuned: 'tuned' },
        progress: 'Part of the runs that is done',
        recorded: (seeds: string) => `These runs were made beforehand, with seeds ${seeds}.`,
        allowed: {
          count: (min: number, max: number) => `seeds is a whole number from ${min} to ${max}`,
          from: (min: number, max: number) => `the first seed is a whole number from ${min} to ${max}`,
        },
        phase: {
          loading: 'The images are being made ready…',
          running: (done: number, total: number, left: string | undefined) =>
            `${done} of ${total} runs done${left === undefined ? '.' : `; about ${left} left.`}`,
          stopped: (done: number) => `${count(done, 'run')} of yours. Those that were under way when it was stopped begin anew.`,
          done: (done: number) => `${count(done, 'run')} of yours, in front of the recorded ones.`,
          nothingNew: 'All of these have been run here already: choose other seeds, or Clear.',
        },
        failed: (why: string) => `The runs have stopped. ${/[.!?]$/.test(why) ? why : `${why}.`} Those that had ended are kept.`,
      },
      files: {
        none: 'There is no file. Take images and their labels, such as train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz.',
        tooMany: (files: number) =>
          `${files} files are too many. Take four at most: images and labels to learn from, images and labels to be tested on.`,
        unread: (name: string) => `“${name}” could not be read: it may be a folder, or have changed since it was chosen. Choose it again.`,
        damaged: (name: string) => `“${name}” is packed with gzip, and is cut off or damaged: it cannot be unpacked. Fetch it again.`,
        large: (name: string, megabytes: number) =>
          `With “${name}” there are more than ${megabytes} MB, unpacked. Take a smaller data set.`,
        noLabels: (images: string[]) =>
          `There are images (${quoted(images)}) without labels, which say what they show. Take their labels as well.`,
        noImages: (labels: string[]) => `There are labels (${quoted(labels)}) without images. Take their images as well.`,
        uneven: (images: string[], labels: string[]) =>
          `${count(images.length, 'file')} of images (${quoted(images)}) and ${count(labels.length, 'file')} of labels (${quoted(labels)}) do not make pairs. Take labels for each file of images.`,
        noPairs: (counts: [name: string, count: number][]) =>
          `These are no images and labels that belong together: ${list(counts.map(([name, count]) => `“${name}” has ${count.toLocaleString('en')}`))}. Take files of one data set.`,
        alike: (names: string[]) =>
          `All of ${quoted(names)} are of one length, and nothing in their names says which belong together. Name images and labels alike, or take one pair.`,
        few: (name: string, images: number, least: number) =>
          `“${name}” has only ${count(images, 'image')}. Take at least ${least}, so that there are some to learn from and others to be tested on.`,
        split: (name: string, train: number, test: number) =>
          `There is one set, “${name}”: its first ${train.toLocaleString('en')} images are for learning, its last ${test.toLocaleString('en')} for testing.`,
        sameSize: (train: string, test: string) =>
          `Both sets are of one size: the first, “${train}”, is for learning, the other, “${test}”, for testing.`,
      },
    },
    failure: {
      anchor: 'failure',
      title: (what: string) => `Where ${what} fails`,
    },
    parts: {
      tryIt: 'Things to try',
      mistake: (article: string) => `A mistake in ${article}`,
    },
  },
};

/** As on a map: y grows to the north. From the south and on, the way that the azimuth grows. */
const winds = ['south', 'south-east', 'east', 'north-east', 'north', 'north-west', 'west', 'south-west'];
const degrees = (value: number) => `${String(Math.round(value)).replace('-', '−')}°`;

export type Language = keyof typeof words;
export type RaceWords = (typeof words)[Language]['race'];
export type NetworkWords = (typeof words)[Language]['network'];
export type SeedsWords = NetworkWords['seeds'];
export type RadamWords = (typeof words)[Language]['radam'];
export type SweepWords = (typeof words)[Language]['sweep'];

function rowsAnUpdate(rows: number): string {
  return rows === 1 ? '1 row an update' : `${rows} rows an update`;
}

/** 1 step, 2 steps, 2,081 steps */
function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`;
}

function didYouMean(name: string): string {
  return `Did you mean “${name}”?`;
}

const misspelt = (has: string, name: string, near: string | undefined, known: string[]) =>
  `${has} no “${name}”${near ? `: did you mean “${near}”?` : `; there is: ${known.join(', ') || 'nothing'}.`}`;

const quoted = (names: string[]) => list(names.map((name) => `“${name}”`));

function list(names: string[]): string {
  return new Intl.ListFormat('en').format(names);
}
