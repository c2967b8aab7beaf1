//! Prints the words that pack the module's descriptions best, for `src/prose/words.rs`:
//!
//! ```text
//! cargo run -q --release -p lua-cabi --example words > lua-cabi/src/prose/words.rs
//! ```
//!
//! Pairs of neighbours that occur often are joined, again and again; of what came about, what saves least is dropped. Another
//! choice of words packs as well as this one or worse, but never wrongly: it is worth a run when much was described anew.

use std::collections::BTreeMap;

use lua_cabi::describe::{self, Accepts, Module};

// The tables name the functions that Lua calls, and those name Lua's own, which are in no library here.
std::arch::global_asm!(include_str!(concat!(env!("OUT_DIR"), "/absent.s")));

/// How many words are kept, and how many are tried.
const KEPT: usize = 128;
const TRIED: usize = 4 * KEPT;

fn main() {
    let texts: Vec<String> = describe::systems().flat_map(texts).collect();
    let mut words = joined(&texts);
    while words.len() > KEPT {
        let saved = saved(&texts, &words);
        // More of the useless than of the useful at once.
        let drop = (words.len() - KEPT).div_ceil(16);
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_by_key(|&i| saved[i]);
        let dropped: Vec<usize> = order[..drop].to_vec();
        let mut i = 0;
        words.retain(|_| {
            i += 1;
            !dropped.contains(&(i - 1))
        });
    }
    println!("[");
    for word in words {
        println!("    {word:?},");
    }
    println!("]");
}

/// All that is packed.
fn texts(module: Module) -> Vec<String> {
    let mut texts = Vec::new();
    let add_accepts = |texts: &mut Vec<String>, accepts: Accepts| {
        let (expected, lua) = (accepts.expected.to_string(), accepts.lua.to_string());
        texts.extend((lua != expected).then_some(lua));
        texts.push(expected);
        let more = [accepts.group, accepts.absent];
        texts.extend(more.into_iter().flatten().map(|more| more.to_string()));
    };
    for row in module.rows() {
        texts.push(row.doc().to_string());
        texts.extend(row.results().map(|result| result.to_string()));
        for parameter in row.parameters() {
            add_accepts(&mut texts, parameter.accepts);
            texts.extend(parameter.default.map(|default| default.to_string()));
        }
    }
    texts
}

/// What comes about when the most frequent pairs are joined; the longer of those with the same first byte first.
fn joined(texts: &[String]) -> Vec<String> {
    let mut pieces: Vec<Vec<String>> = texts
        .iter()
        .map(|text| text.chars().map(String::from).collect())
        .collect();
    let mut words = Vec::new();
    while words.len() < TRIED {
        let mut pairs = BTreeMap::<(&str, &str), usize>::new();
        for pair in pieces.iter().flat_map(|text| text.windows(2)) {
            *pairs.entry((&pair[0], &pair[1])).or_default() += 1;
        }
        let Some(((a, b), _)) = pairs.into_iter().max_by_key(|pair| pair.1) else {
            break;
        };
        let (a, b) = (a.to_owned(), b.to_owned());
        for text in &mut pieces {
            let mut i = 0;
            while i + 1 < text.len() {
                if text[i] == a && text[i + 1] == b {
                    text[i] += &b;
                    text.remove(i + 1);
                }
                i += 1;
            }
        }
        words.push(a + &b);
    }
    words.sort_by(|a, b| {
        a.as_bytes()[0]
            .cmp(&b.as_bytes()[0])
            .then(b.len().cmp(&a.len()))
            .then(a.cmp(b))
    });
    words.dedup();
    words
}

/// The bytes that each word saves, beside its own.
fn saved(texts: &[String], words: &[String]) -> Vec<usize> {
    let mut saved = vec![0; words.len()];
    for text in texts {
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let word = words
                .iter()
                .position(|word| rest.starts_with(word.as_str()));
            if let Some(i) = word {
                saved[i] += words[i].len() - 1;
            }
            rest = &rest[word.map_or(1, |i| words[i].len())..];
        }
    }
    for (saved, word) in saved.iter_mut().zip(words) {
        *saved = saved.saturating_sub(word.len() + 2);
    }
    saved
}
