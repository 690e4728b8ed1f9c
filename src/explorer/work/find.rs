//! Finding an outcome.

use crate::explorer::model::base::find::{Match, Seek};
use crate::family::NamedBase;

/// Outcomes searched between two checks whether the search is still wanted.
const CHUNK: usize = 8192;

/// Searches the outcomes for as long as that is `wanted`, from one end to the other and round to the start. None when
/// it is no longer wanted; `Some(None)` when nothing matches.
pub fn look(base: &NamedBase, seek: &Seek, wanted: &dyn Fn() -> bool) -> Option<Option<Match>> {
    let len = base.base().len();
    let (mut all, mut before, mut first, mut found) = (0, None, None, None);
    for row in 0..len {
        if row % CHUNK == 0 && !wanted() {
            return None;
        }
        if !seek.query.fits(base, row) {
            continue;
        }
        all += 1;
        let here = Some((row, all));
        first = first.or(here);
        if seek.down {
            found = found.or(here.filter(|_| row >= seek.from));
        } else if row <= seek.from {
            found = here;
        }
        before = here;
    }
    let around = if seek.down { first } else { before };
    Some(found.or(around).map(|(row, place)| Match { row, place, all }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::model::base::find::Query;
    use std::sync::Arc;

    #[test]
    fn queries() {
        assert_eq!(Query::parse("#12"), Ok(Query::Row(12)));
        assert!(Query::parse("#0").is_err() && Query::parse("#x").is_err());
        assert_eq!(Query::parse("p>1e-3"), Ok(Query::Above(1e-3, false)));
        assert_eq!(Query::parse("p >= 1/4"), Ok(Query::Above(0.25, true)));
        assert_eq!(Query::parse("p<=2^-3"), Ok(Query::Below(0.125, true)));
        assert!(Query::parse("p<many").is_err());
        assert_eq!(Query::parse("Paris"), Ok(Query::Label("paris".to_owned())));
        let base = crate::family::parse("0.1237,0.1,0.7763").unwrap();
        for (text, rows) in
            [("p=0.12", vec![2]), ("p=0.1", vec![1, 2]), ("p=0.100", vec![1]), ("p=0", vec![])]
        {
            let query = Query::parse(text).unwrap();
            let fitting: Vec<usize> = (0..3).filter(|&row| query.fits(&base, row)).collect();
            assert_eq!(fitting, rows, "{text}");
        }
    }

    #[test]
    fn looking_goes_round() {
        let base = crate::family::parse("uniform:30").unwrap();
        let look = |text: &str, from, down| {
            let query = Arc::new(Query::parse(text).unwrap());
            look(&base, &Seek { query, from, down }, &|| true).unwrap()
        };
        // Rows 20 to 29 hold y10 to y1.
        let at = |row, place, all| Some(Match { row, place, all });
        assert_eq!(look("Y1", 0, true), at(11, 1, 11));
        assert_eq!(look("y1", 21, true), at(29, 11, 11));
        assert_eq!(look("y1", 10, false), at(29, 11, 11));
        assert_eq!(look("y1", 28, false), at(20, 10, 11));
        assert_eq!(look("#3", 9, true), at(2, 1, 1));
        assert_eq!(look("none", 9, true), None);
        let query = Arc::new(Query::parse("none").unwrap());
        assert_eq!(super::look(&base, &Seek { query, from: 0, down: true }, &|| false), None);
    }
}
