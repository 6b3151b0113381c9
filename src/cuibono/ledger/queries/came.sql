-- Events of which a document tells that came into the case after a time, the latest first.
SELECT event FROM lines WHERE came > :since ORDER BY came DESC, event DESC LIMIT :most
