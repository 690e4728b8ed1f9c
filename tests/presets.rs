//! The built-in presets, the refusals of the file format, and what a BASE argument means.

use bonscope::preset::{self, library};

#[test]
fn every_built_in_preset_is_whole_and_every_claim_holds() {
    for name in library::names() {
        let text = library::text(name).unwrap();
        let preset = preset::parse(text, name).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(preset.name, name);
        assert!(!preset.source.is_empty() && !preset.about.is_empty(), "{name}");
        assert!(preset.claims.len() >= 2, "{name}");
        for claim in &preset.claims {
            let verdict = claim.check(preset.base.base());
            assert!(verdict.holds, "{name}: {claim:?} is {}", verdict.value);
        }
    }
    assert_eq!(library::names().next(), Some(library::DEFAULT));
}
