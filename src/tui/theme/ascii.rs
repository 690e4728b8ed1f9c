//! An ASCII character for every other one, so that a screen with boxes, Braille and Greek can be read without them.
//!
//! Every replacement is one cell wide, because the layout is already done: `ε` becomes `e`, never `eps`.

/// The character to show for `symbol`, the content of one cell.
pub(crate) fn replace(symbol: &str) -> char {
    match symbol.chars().next() {
        None => ' ',
        Some(first) => of(first),
    }
}

const TABLE: &[(&str, char)] = &[
    ("─┄┈╌╴╶", '-'),
    ("═━┅┉╍╸╺╼╾", '='),
    ("│┃┆┇┊┋╎╏║╵╷╹╻╽╿", '|'),
    ("█▓■◼▮", '#'),
    ("▉▊▋▌▐▍▎▏", '|'),
    ("▒▀▄▅▆▇", '='),
    ("░", ':'),
    ("▁▂▃", '_'),
    ("▔", '"'),
    ("●★", '*'),
    ("○☆◌◯", 'o'),
    ("◆", '@'),
    ("◇", 'v'),
    ("△", 'A'),
    ("□", '%'),
    ("◉", 'X'),
    ("•∙⋅·…‥", '.'),
    ("→⟶⇒▶►▸›»", '>'),
    ("←⟵⇐◀◄◂‹«", '<'),
    ("↑⇑▴▲", '^'),
    ("↓⇓▼▾", 'v'),
    ("↔⇔", '='),
    ("✓✔", 'v'),
    ("✗✘×⨯", 'x'),
    ("−–—‒―", '-'),
    ("≤≲", '<'),
    ("≥≳", '>'),
    ("≈∼≃~±∓", '~'),
    ("≠", '!'),
    ("≡", '='),
    ("∞", 'i'),
    ("÷∕⁄", '/'),
    ("√", 'v'),
    ("‖∣∥", '|'),
    ("∈", 'e'),
    ("Σ∑", 'S'),
    ("Π∏", 'P'),
    ("∫", 'S'),
    ("‘’′", '\''),
    ("“”″", '"'),
    ("ΑαÀÁÂÃÄÅàáâãäåĀāĄą", 'a'),
    ("ββ", 'b'),
    ("γ", 'g'),
    ("δ∂", 'd'),
    ("Δ", 'D'),
    ("εϵ", 'e'),
    ("ζ", 'z'),
    ("ηñńň", 'n'),
    ("θϑ", 't'),
    ("ι", 'i'),
    ("κ", 'k'),
    ("λℓł", 'l'),
    ("Λ", 'L'),
    ("μµ", 'u'),
    ("ν", 'n'),
    ("ξ", 'x'),
    ("π", 'p'),
    ("ρ", 'r'),
    ("σςßśš", 's'),
    ("τ", 't'),
    ("υ", 'u'),
    ("φϕ", 'f'),
    ("χ", 'c'),
    ("ψ", 'y'),
    ("ω", 'w'),
    ("Γ", 'G'),
    ("Θ", 'T'),
    ("Φ", 'F'),
    ("Ψ", 'Y'),
    ("ΩŒ", 'O'),
    ("ÈÉÊËĘĚ", 'E'),
    ("èéêëęě", 'e'),
    ("ÌÍÎÏ", 'I'),
    ("ìíîï", 'i'),
    ("ÒÓÔÕÖØ", 'O'),
    ("òóôõöøœ", 'o'),
    ("ÙÚÛÜŮ", 'U'),
    ("ùúûüů", 'u'),
    ("ÇČĆ", 'C'),
    ("çčć", 'c'),
    ("ÑŃŇ", 'N'),
    ("ŠŚ", 'S'),
    ("Łℒ", 'L'),
    ("ÝŸ", 'Y'),
    ("ýÿ", 'y'),
    ("ŽŹŻ", 'Z'),
    ("žźż", 'z'),
    ("⁻₋", '-'),
    ("⁺₊", '+'),
    // A plain digit instead of a raised one would change the number: 10² must not read as 102.
    ("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ", '^'),
    ("₀", '0'),
    ("₁", '1'),
    ("₂", '2'),
    ("₃", '3'),
    ("₄", '4'),
    ("₅", '5'),
    ("₆", '6'),
    ("₇", '7'),
    ("₈", '8'),
    ("₉", '9'),
    ("ₙ", 'n'),
    ("\u{a0}\u{2002}\u{2003}\u{2007}\u{2009}\u{202f}", ' '),
];

fn of(first: char) -> char {
    match first {
        ' '..='~' => first,
        '\u{2800}'..='\u{28ff}' => braille(first as u32 - 0x2800),
        // The rest of the box-drawing block is corners, tees and crossings.
        '\u{2500}'..='\u{257f}' => TABLE[..3].iter().find(|(from, _)| from.contains(first)).map_or(
            if matches!(first, '╱') {
                '/'
            } else if first == '╲' {
                '\\'
            } else {
                '+'
            },
            |(_, to)| *to,
        ),
        // The control pictures: ␛ becomes `^`, the neighbour of `[`, as in `^[`.
        '\u{2400}'..='\u{2426}' => '^',
        _ => TABLE.iter().find(|(from, _)| from.contains(first)).map_or('?', |(_, to)| *to),
    }
}

/// A character shaped like the dots: bits 0 to 2 are the upper three dots of the left column, bits 3 to 5 of the right
/// one, bits 6 and 7 the bottom row.
fn braille(dots: u32) -> char {
    let has = |bit: u32| dots >> bit & 1;
    let rows = [has(0) + has(3), has(1) + has(4), has(2) + has(5), has(6) + has(7)];
    let (left, right) = (has(0) + has(1) + has(2) + has(6), has(3) + has(4) + has(5) + has(7));
    let height = |column: [u32; 4]| {
        let set = column.into_iter().zip(1..).filter(|(bit, _)| has(*bit) == 1);
        let (count, sum) = set.fold((0, 0), |(count, sum), (_, row)| (count + 1, sum + row));
        (count > 0).then(|| f64::from(sum) / f64::from(count))
    };
    let slope = match (height([0, 1, 2, 6]), height([3, 4, 5, 7])) {
        (Some(left), Some(right)) => right - left,
        _ => 0.0,
    };
    let mut full = (0..4).filter(|row| rows[*row] == 2);
    match (dots.count_ones(), full.next(), full.next()) {
        (0, ..) => ' ',
        (6.., ..) => '#',
        _ if left >= 3 || right >= 3 => '|',
        // A level stroke, with dots of another curve perhaps.
        (_, Some(row), None) => ['"', '-', '-', '_'][row],
        (_, Some(_), Some(_)) => '=',
        _ if slope >= 1.5 => '\\',
        _ if slope <= -1.5 => '/',
        _ => match rows {
            [0, 0, 0, _] | [0, 0, _, 0] => '.',
            [0, 0, _, _] if left > 0 && right > 0 => '_',
            [0, 0, _, _] => '.',
            [0, ..] if rows[3] == 0 || rows[2] == 0 => '-',
            [_, 0, 0, 0] => '\'',
            [_, _, 0, 0] if left > 0 && right > 0 => '"',
            [_, _, 0, 0] => '\'',
            _ => ':',
        },
    }
}
