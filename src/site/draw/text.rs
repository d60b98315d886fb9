//! Texts in pictures: how wide one is, as near as can be told without the font, and how much of it fits.

use std::borrow::Cow;

/// Returns how wide a text is, in hundredths of its size.
pub fn width(text: &str) -> usize {
    text.chars().map(of).sum()
}

/// Returns a text in one line, cut so that it is no wider than so many hundredths of its size.
pub fn fit(text: &str, room: usize) -> Cow<'_, str> {
    let is_plain = !text.contains(|character: char| character.is_whitespace() && character != ' ');
    if is_plain && text.len() * WIDEST <= room {
        return Cow::Borrowed(text);
    }
    let line: Cow<'_, str> = if is_plain {
        Cow::Borrowed(text)
    } else {
        text.split_whitespace().collect::<Vec<_>>().join(" ").into()
    };
    let (mut wide, mut end) = (0, 0);
    for (at, character) in line.char_indices() {
        wide += of(character);
        if wide + of('…') <= room {
            end = at + character.len_utf8();
        }
        if wide > room {
            return format!("{}…", line[..end].trim_end()).into();
        }
    }
    line
}

/// The widest of the characters below.
const WIDEST: usize = 105;

/// Returns how wide a character is in a usual sans serif, rather too wide than too narrow.
fn of(character: char) -> usize {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 32,
        ' ' | 'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 38,
        'm' | 'M' | 'w' | 'W' | '@' | '%' | '…' => 92,
        'A'..='Z' => 75,
        '\0'..='\u{24f}' => 64,
        // Marks that stand above or below others, and what gives a text its direction.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0,
        '\u{250}'..='\u{10ff}' | '\u{2000}'..='\u{206f}' => 72,
        _ => WIDEST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_stays_whole_and_another_is_cut_with_a_mark() {
        assert_eq!(fit("short", 1000), "short");
        assert_eq!(fit("two\n lines", 1000), "two lines");
        let cut = fit("Corrupted decode analysed as valid", 1000);
        assert!(cut.starts_with("Corrupted decod") && cut.ends_with('…') && width(&cut) <= 1000, "{cut}");
        assert_eq!(fit("画像画像画像画像画像画像", 400), "画像…");
        assert_eq!(fit("", 0), "");
    }
}
